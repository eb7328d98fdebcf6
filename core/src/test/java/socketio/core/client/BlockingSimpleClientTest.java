package socketio.core.client;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Args;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.EventTimeoutException;
import socketio.IncomingEvent;
import socketio.Reconnection;
import socketio.SimpleClient;
import socketio.TransportKind;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.FakeEngines;
import socketio.core.doubles.IdleTransport;
import socketio.core.doubles.ReferenceParser;
import socketio.spi.Packet;

/** The blocking client without handlers, and blocking waits for events, on real threads. */
@Timeout(60)
class BlockingSimpleClientTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ReferenceParser parser = new ReferenceParser();
  private final FakeEngines engines = new FakeEngines(parser);
  private final ClientBuilder builder =
      Client.builder()
          .engine(engines)
          .parser(parser)
          .transport(new IdleTransport())
          .reconnection(Reconnection.defaults().delay(java.time.Duration.ofMillis(1)));
  private final SimpleClient client = SimpleClient.of(builder);

  @AfterEach
  void close() {
    client.close();
    threads.shutdownNow();
  }

  private FakeEngine connect() throws Exception {
    Future<?> connected =
        threads.submit(
            () -> {
              client.connect(OPTIONS);
              return null;
            });
    FakeEngine engine = engines.take().open().confirm("/");
    connected.get(10, SECONDS);
    return engine;
  }

  private static <T> T value(Future<T> future) throws Exception {
    return future.get(10, SECONDS);
  }

  private static Throwable failure(Future<?> future) {
    ExecutionException error = assertThrows(ExecutionException.class, () -> value(future));
    return Objects.requireNonNull(error.getCause());
  }

  /** Starts an action on its own thread, and returns that thread. */
  private <T> Future<T> begin(CompletableFuture<Thread> thread, Callable<T> task) {
    return threads.submit(
        () -> {
          thread.complete(Thread.currentThread());
          return task.call();
        });
  }

  @Test
  void connectsEmitsCallsAndReceives() throws Exception {
    FakeEngine engine = connect();
    assertTrue(client.connected());
    assertEquals("engine-1/", client.sid());
    assertEquals(TransportKind.POLLING, client.transport());
    assertSame(client, client.async().blocking());
    client.emit("hello", 1);
    Future<Args> answer = threads.submit(() -> client.call("ask"));
    while (engine.sent(Packet.Event.class).size() < 2) {
      Thread.onSpinWait();
    }
    engine.ack("/", 1, "yes");
    assertEquals("yes", value(answer).get(0));
    Future<IncomingEvent> received = threads.submit(() -> client.receive());
    engine.event("/", "news", 7);
    assertEquals(7, value(received).args().get(0));
    assertThrows(EventTimeoutException.class, () -> client.receive(ZERO));
    assertThrows(EventTimeoutException.class, () -> client.receive(java.time.Duration.ofMillis(1)));
  }

  @Test
  void emitWaitsForTheReconnection() throws Exception {
    connect().lose(DisconnectReason.TRANSPORT_ERROR);
    Future<?> emitted =
        threads.submit(
            () -> {
              client.emit("hello");
              return null;
            });
    FakeEngine second = engines.take().open().confirm("/");
    value(emitted);
    assertEquals(1, second.sent(Packet.Event.class).size());
  }

  @Test
  void receiveEndsWithTheClient() throws Exception {
    connect().event("/", "news", 1);
    assertEquals(1, client.receive(ofSeconds(10)).args().get(0));
    var thread = new CompletableFuture<Thread>();
    Future<IncomingEvent> received = begin(thread, () -> client.receive());
    while (value(thread).getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    client.close();
    assertInstanceOf(DisconnectedException.class, failure(received));
  }

  @Test
  void anInterruptedReceiveLosesNoEvent() throws Exception {
    FakeEngine engine = connect();
    var thread = new CompletableFuture<Thread>();
    Future<IncomingEvent> received = begin(thread, () -> client.receive());
    value(thread).interrupt();
    assertInstanceOf(InterruptedException.class, failure(received));
    engine.event("/", "news", 1);
    assertEquals("news", client.receive(ofSeconds(10)).name());
  }

  @Test
  void anInterruptedEmitIsNotSent() throws Exception {
    connect().lose(DisconnectReason.TRANSPORT_ERROR);
    FakeEngine second = engines.take().open();
    var thread = new CompletableFuture<Thread>();
    Future<Object> emitted =
        begin(
            thread,
            () -> {
              client.emit("hello");
              return "";
            });
    value(thread).interrupt();
    assertInstanceOf(InterruptedException.class, failure(emitted));
    second.confirm("/");
    client.emit("other");
    assertEquals("other", second.sent(Packet.Event.class).get(0).name());
  }

  @Test
  void aHandlerMayAwaitAnEvent() throws Exception {
    try (Client full = builder.build()) {
      var answer = new CompletableFuture<Object>();
      full.on(
          "ask",
          args -> answer.complete(full.awaitEvent("answer", ofSeconds(10)).get(0, Object.class)));
      Future<?> connected =
          threads.submit(
              () -> {
                full.connect(OPTIONS);
                return null;
              });
      FakeEngine engine = engines.take().open().confirm("/");
      value(connected);
      engine.event("/", "ask");
      engine.event("/", "answer", "no"); // may arrive before the handler waits
      while (!answer.isDone()) {
        engine.event("/", "answer", "no");
        Thread.onSpinWait();
      }
      assertEquals("no", value(answer));
    }
  }
}
