package socketio.core.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.assertCompleted;
import static socketio.core.doubles.Harness.assertSays;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.DisconnectReason;
import socketio.NotConnectedException;
import socketio.SocketIOException;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** Back-pressure on emitters while the network does not keep up. */
@Timeout(60)
class OutgoingFlowTest {
  private static final long MARK = 1 << 20;

  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  /** Opens a connection with this many bytes queued for the network. */
  private FakeEngine congested(long bytes) {
    FakeEngine engine = h.connect();
    engine.queue(bytes);
    var unused = h.client.emit("filler");
    return engine;
  }

  private static List<String> eventsOf(FakeEngine engine) {
    return engine.sent(Packet.Event.class).stream().map(Packet.Event::name).toList();
  }

  /** An emitter on a thread of its own; completes with what it threw, or null. */
  private final class Emitting {
    final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
    final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    final Thread thread;

    Emitting() throws InterruptedException {
      var started = new CountDownLatch(1);
      thread =
          new Thread(
              () -> {
                started.countDown();
                Throwable error = null;
                try {
                  h.client.blocking().emit("blocked");
                } catch (Throwable e) {
                  error = e;
                }
                interrupted.complete(Thread.currentThread().isInterrupted());
                end.complete(error);
              });
      thread.setDaemon(true);
      thread.start();
      assertTrue(started.await(10, SECONDS));
    }

    /** Waits until the thread waits. */
    void awaitBlocked() {
      while (thread.getState() != Thread.State.WAITING) {
        assertTrue(thread.isAlive(), "emit did not wait");
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void letsEverythingPassUpToTheMark() {
    FakeEngine engine = congested(MARK);
    assertCompleted(h.client.emit("e"));
    h.client.blocking().emit("f");
    assertEquals(List.of("filler", "e", "f"), eventsOf(engine));
  }

  @Test
  void completesAsynchronousEmitsWhenTheNetworkHasTakenHalf() {
    FakeEngine engine = congested(MARK + 1);
    CompletableFuture<Void> emitted = h.client.emit("e");
    assertEquals(List.of("filler", "e"), eventsOf(engine), "sent, but not yet complete");
    assertFalse(emitted.isDone());
    engine.drain(MARK / 2 + 1);
    assertFalse(emitted.isDone());
    engine.drain(MARK / 2);
    assertCompleted(emitted);
    assertCompleted(h.client.emit("f"));
  }

  @Test
  void holdsABlockingEmitUntilTheNetworkHasTakenHalf() throws Exception {
    FakeEngine engine = congested(MARK + 1);
    var emitting = new Emitting();
    emitting.awaitBlocked();
    assertEquals(List.of("filler"), eventsOf(engine), "nothing is queued while it waits");
    engine.drain(0);
    assertNull(emitting.end.get(10, SECONDS));
    h.loop.awaitTask();
    assertEquals(List.of("filler", "blocked"), eventsOf(engine));
  }

  @Test
  void letsAnInterruptedEmitGo() throws Exception {
    FakeEngine engine = congested(MARK + 1);
    var emitting = new Emitting();
    emitting.awaitBlocked();
    emitting.thread.interrupt();
    Throwable error = emitting.end.get(10, SECONDS);
    assertInstanceOf(SocketIOException.class, error);
    assertSays(
        "interrupted while waiting for the network to take earlier events; nothing was sent",
        new Throwable(error.getMessage()));
    assertTrue(emitting.interrupted.get(10, SECONDS), "the flag is kept");
    engine.drain(0);
    assertEquals(List.of("filler"), eventsOf(engine));
  }

  @Test
  void releasesWaitingEmittersWhenTheConnectionIsLost() throws Exception {
    FakeEngine engine = congested(MARK + 1);
    CompletableFuture<Void> emitted = h.client.emit("e");
    var first = new Emitting();
    var second = new Emitting();
    first.awaitBlocked();
    second.awaitBlocked();
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    assertInstanceOf(NotConnectedException.class, first.end.get(10, SECONDS));
    assertInstanceOf(NotConnectedException.class, second.end.get(10, SECONDS));
    assertCompleted(emitted);
  }

  @Test
  void releasesWaitingEmittersWhenTheClientDisconnects() throws Exception {
    congested(MARK + 1);
    var emitting = new Emitting();
    emitting.awaitBlocked();
    var unused = h.client.disconnect();
    assertInstanceOf(NotConnectedException.class, emitting.end.get(10, SECONDS));
  }

  @Test
  void isNotDeceivedByAnEngineThatIsClosing() {
    FakeEngine old = h.connect();
    old.linger();
    var unused = h.client.disconnect();
    FakeEngine engine = congested(MARK + 1);
    CompletableFuture<Void> emitted = h.client.emit("e");
    old.drain(0);
    assertFalse(emitted.isDone(), "another connection has drained");
    old.lose(DisconnectReason.CLIENT_DISCONNECT);
    assertFalse(emitted.isDone(), "another connection has ended");
    engine.drain(0);
    assertCompleted(emitted);
  }

  /** A small answer counts with the memory that it takes, which is more than its few bytes. */
  @Test
  void givesUpAServerThatWantsAnswersWithoutEndAndNeverReads() {
    FakeEngine engine = h.connect();
    List<DisconnectReason> reasons = new ArrayList<>();
    h.client.onDisconnect(reasons::add);
    engine.queue(1 << 20);
    engine.call("/", 1, "ask");
    h.handlers.run();
    assertEquals(1, engine.sent(Packet.Ack.class).size());

    engine.queue(8 << 20);
    engine.call("/", 2, "ask");
    h.handlers.run();

    assertEquals(1, engine.sent(Packet.Ack.class).size());
    assertEquals(List.of(DisconnectReason.TRANSPORT_ERROR), reasons);
  }

  @Test
  void letsLargeAnswersWait() {
    FakeEngine engine = h.connect();
    h.client.onCall("ask", args -> "x".repeat(1000));
    engine.queue(48 << 20);
    engine.call("/", 1, "ask");
    h.handlers.run();

    assertEquals(1, engine.sent(Packet.Ack.class).size());
  }

  /** The queue need not become empty: a slow server still reads. */
  @Test
  void answersAsOftenAsItIsAskedWhileTheQueueDoesNotGrow() {
    FakeEngine engine = h.connect();
    engine.queue(1 << 20);
    int times = 600_000;
    for (int i = 0; i < times; i++) {
      engine.call("/", i, "ask");
      h.handlers.run();
    }

    assertEquals(times, engine.sent(Packet.Ack.class).size());
  }
}
