package socketio.core.runtime;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertSays;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.AckTimeoutException;
import socketio.Client;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.EmitOptions;
import socketio.Emitter;
import socketio.EncodingException;
import socketio.NotConnectedException;
import socketio.OfflinePolicy;
import socketio.SocketIOException;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.FakeEngines;
import socketio.core.doubles.Harness;
import socketio.core.doubles.IdleTransport;
import socketio.core.doubles.ReferenceParser;
import socketio.spi.Engine;
import socketio.spi.Packet;

/** No event of a blocking emit is lost silently: the emit throws, or onError is called. */
@Timeout(30)
class LostEventsTest {
  private static final EmitOptions RETRIES =
      EmitOptions.defaults().retries(1).timeout(ofSeconds(5));

  private static Harness buffering(int events) {
    return with(OfflinePolicy.buffer(events, 1000, ofSeconds(30)));
  }

  private static Harness with(OfflinePolicy policy) {
    return new Harness(builder -> builder.offline(policy));
  }

  /** Returns the only error that onError was called with. */
  private static <E extends Throwable> E reported(Class<E> type, Harness h) {
    h.handlers.run();
    assertEquals(1, h.errors.size(), h.errors::toString);
    return assertInstanceOf(type, h.errors.get(0));
  }

  private static void assertNothingReported(Harness h) {
    h.handlers.run();
    assertEquals(List.of(), h.errors);
  }

  // ---- thrown, because the loss is known during the call

  @Test
  void whatDoesNotFitIntoTheBufferIsThrown() {
    try (var h = buffering(1)) {
      Client client = h.client.blocking();
      client.emit("a");
      assertSays(
          "event 'b' was not kept: namespace / is not connected, and its buffer is full (1 events",
          assertThrows(NotConnectedException.class, () -> client.emit("b")));
      assertSays(
          "event 'c' was not kept",
          assertThrows(
              NotConnectedException.class,
              () -> client.namespace("/chat").emit("c", "x".repeat(2000))));
      assertNothingReported(h);
    }
  }

  @Test
  void whatMeetsADeadConnectionIsThrown() {
    try (var h = new Harness()) {
      FakeEngine dead = h.connect();
      dead.sleepThroughPing();
      Client client = h.client.blocking();
      assertThrows(NotConnectedException.class, () -> client.emit("a"));
      dead.lose(DisconnectReason.PING_TIMEOUT);
      assertNothingReported(h);
    }
  }

  @Test
  void whatDoesNotFitIntoTheQueueOfRetriesIsThrown() {
    try (var h = new Harness()) {
      CompletableFuture<Void> unused = h.client.connect(OPTIONS);
      Emitter reliable = h.client.blocking().with(RETRIES);
      for (int i = 0; i < 10_000; i++) {
        reliable.emit("n", i);
      }
      assertSays(
          "event 'one too many' was not queued",
          assertThrows(SocketIOException.class, () -> reliable.emit("one too many")));
      assertNothingReported(h);
    }
  }

  @Test
  void retriesInANamespaceThatNobodyJoinsAreThrown() {
    try (var h = new Harness()) {
      h.connect("/");
      Emitter reliable = h.client.blocking().namespace("/chat").with(RETRIES);
      assertSays(
          "namespace /chat is not connected",
          assertThrows(NotConnectedException.class, () -> reliable.emit("a")));
      assertNothingReported(h);
    }
  }

  // ---- reported to onError, because the loss happens later

  @Test
  void whatMakesRoomForANewerEventIsReported() {
    try (var h = with(OfflinePolicy.buffer(2, 1000, ofSeconds(30)).dropOldest())) {
      h.client.blocking().emit("a");
      h.client.blocking().emit("b");
      h.client.blocking().emit("c");
      assertSays("event 'a' was not kept", reported(NotConnectedException.class, h));
    }
  }

  @Test
  void whatHasBecomeTooOldIsReported() {
    try (var h = buffering(2)) {
      h.client.blocking().emit("a");
      h.advance(ofSeconds(30));
      assertSays(
          "event 'a' was not sent: namespace / was not connected within PT30S",
          reported(NotConnectedException.class, h));
    }
  }

  @Test
  void whatIsTooLargeForTheServerIsReported() {
    try (var h = buffering(2)) {
      h.client.blocking().emit("large", "x".repeat(100));
      CompletableFuture<Void> unused = h.client.connect(OPTIONS);
      h.engine().limit(new Engine.Limits(50, 50));
      h.engine().open().confirm("/");
      assertSays("event 'large' was not sent", reported(EncodingException.class, h));
    }
  }

  @Test
  void whatIsNotAcknowledgedInAnyTryIsReported() {
    try (var h = new Harness()) {
      h.connect();
      h.client.blocking().with(RETRIES).emit("a");
      h.advance(ofSeconds(10));
      assertSays(
          "event 'a' was not acknowledged in any of 2 attempts",
          reported(AckTimeoutException.class, h));
    }
  }

  @Test
  void retriesOfAClientThatDoesNotReconnectAreReported() {
    try (var h = new Harness(builder -> builder.reconnection(false))) {
      h.connect();
      h.client.blocking().with(RETRIES).emit("a");
      h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
      assertEquals(
          DisconnectReason.TRANSPORT_ERROR, reported(DisconnectedException.class, h).reason());
    }
  }

  @Test
  void manyAreReportedAsANumber() {
    try (var h = with(OfflinePolicy.buffer(1, 1000, ofSeconds(30)).dropOldest())) {
      for (int i = 0; i <= 1500; i++) {
        h.client.blocking().emit("n", i);
      }
      h.handlers.run();
      assertEquals(101, h.errors.size());
      assertSays("1,400 more events were lost, for the same or other reasons", h.errors.get(100));
    }
  }

  // ---- not reported

  @Test
  void whatTheApplicationCancelsIsNotReported() {
    try (var h = buffering(5)) {
      Client client = h.client.blocking();
      client.emit("cleared");
      client.clearBuffer();
      h.connect("/", "/chat");
      client.namespace("/chat").with(RETRIES).emit("left");
      client.namespace("/chat").disconnect();
      client.with(RETRIES).emit("disconnected");
      client.disconnect();
      client.emit("closed");
      client.close();
      assertNothingReported(h);
    }
  }

  @Test
  void volatileEventsAreNotReported() {
    try (var h = buffering(1)) {
      h.client.blocking().with(EmitOptions.defaults().asVolatile()).emit("a");
      assertNothingReported(h);
    }
    try (var h = with(OfflinePolicy.drop())) {
      h.client.blocking().emit("a");
      assertNothingReported(h);
    }
  }

  // ---- once, whichever thread runs the loop

  @Test
  void aLossThatAnotherThreadDetectsIsReportedOnce() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try (var h = buffering(1)) {
      h.client.blocking().emit("a");
      Future<List<Throwable>> emitting = thread.submit(emitting(h.client.blocking(), 1));
      h.loop.awaitTask();
      List<Throwable> all = new ArrayList<>(emitting.get(10, TimeUnit.SECONDS));
      h.handlers.run();
      all.addAll(h.errors);
      assertEquals(1, all.size());
      assertInstanceOf(NotConnectedException.class, all.get(0));
    } finally {
      thread.shutdownNow();
    }
  }

  /** Emits this many events, and collects the exceptions. */
  private static Callable<List<Throwable>> emitting(Client client, int times) {
    return () -> {
      List<Throwable> thrown = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        try {
          client.emit("n", i);
        } catch (NotConnectedException e) {
          thrown.add(e);
        }
      }
      return thrown;
    };
  }

  @Test
  void everyLossOfManyThreadsIsReportedOnce() throws Exception {
    int threads = 4;
    int times = 500;
    var reported = new LinkedBlockingQueue<Throwable>();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    var parser = new ReferenceParser();
    var engines = new FakeEngines(parser);
    try (Client client =
        Client.builder()
            .engine(engines)
            .parser(parser)
            .transport(new IdleTransport())
            .offline(OfflinePolicy.buffer(1, 1000, ofSeconds(1000)))
            .onError(reported::add)
            .build()) {
      List<Future<List<Throwable>>> all = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        all.add(pool.submit(emitting(client, times)));
      }
      long losses = 0;
      for (Future<List<Throwable>> one : all) {
        losses += one.get(20, TimeUnit.SECONDS).size();
      }
      while (losses < threads * times - 1) {
        Throwable next = reported.poll(10, TimeUnit.SECONDS);
        assertInstanceOf(SocketIOException.class, next);
        losses += next instanceof NotConnectedException ? 1 : number(next);
      }

      assertEquals(threads * times - 1, losses, "one is kept");
      CompletableFuture<Void> unused = client.async().connect(OPTIONS);
      FakeEngine engine = engines.take().open().confirm("/");
      assertEquals(1, engine.sent(Packet.Event.class).size());
    } finally {
      pool.shutdownNow();
    }
  }

  private static long number(Throwable summary) {
    String message = String.valueOf(summary.getMessage());
    return Long.parseLong(message.substring(0, message.indexOf(' ')).replace(",", ""));
  }
}
