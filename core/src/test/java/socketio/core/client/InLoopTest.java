package socketio.core.client;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertSays;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import socketio.Client;
import socketio.ClientBuilder;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.SimpleClient;
import socketio.TransportKind;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.FakeEngines;
import socketio.core.doubles.Harness;
import socketio.core.doubles.IdleTransport;
import socketio.core.doubles.ReferenceParser;
import socketio.spi.ClientObserver;
import socketio.spi.Packet;

/** Blocking methods fail where they would wait for their own thread. */
@Timeout(60)
class InLoopTest {
  private static final long MARK = 1 << 20;

  private final ReferenceParser parser = new ReferenceParser();
  private final FakeEngines engines = new FakeEngines(parser);

  /** Handlers run in the loop. */
  private final ClientBuilder builder =
      Client.builder()
          .engine(engines)
          .parser(parser)
          .transport(new IdleTransport())
          .handlerExecutor(Runnable::run);

  private FakeEngine connect(Client client) throws Exception {
    CompletableFuture<Void> connected = client.async().connect(OPTIONS);
    FakeEngine engine = engines.take().open().confirm("/");
    connected.get(10, SECONDS);
    return engine;
  }

  private static void assertRefused(Executable action) {
    assertSays("use async()", assertThrows(IllegalStateException.class, action));
  }

  /** Runs an action in a handler that the loop runs. */
  private static void inLoop(Client client, FakeEngine engine, Executable action) throws Exception {
    var done = new CompletableFuture<Void>();
    client.once(
        "now",
        args -> {
          try {
            action.execute();
            done.complete(null);
          } catch (Throwable e) {
            done.completeExceptionally(e);
          }
        });
    engine.event("/", "now");
    done.get(10, SECONDS);
  }

  @Test
  void whatWouldWaitForEverIsRefused() throws Exception {
    try (Client client = builder.build()) {
      FakeEngine engine = connect(client);
      inLoop(
          client,
          engine,
          () -> {
            assertRefused(() -> client.connect(OPTIONS));
            assertRefused(() -> client.call("ask"));
            assertRefused(() -> client.call(ofSeconds(1), "ask"));
            assertRefused(() -> client.namespace("/").call("ask"));
            assertRefused(() -> client.awaitEvent("news", ofMinutes(1)));
            assertRefused(() -> client.await());
            assertRefused(() -> client.await(ofSeconds(1)));
            assertRefused(() -> client.sleep(ofMillis(1)));
          });
      assertTrue(client.connected());
      assertEquals(List.of(), engine.sent(Packet.Event.class));
    }
  }

  @Test
  void anObserverMayNotWaitInTheLoopEither() throws Exception {
    var refused = new CompletableFuture<Throwable>();
    var made = new CompletableFuture<Client>();
    var observer =
        new ClientObserver() {
          @Override
          public void onOpened(TransportKind transport, Duration handshake) {
            refused.complete(
                assertThrows(IllegalStateException.class, () -> made.join().call("ask")));
          }
        };
    try (Client client = builder.observer(observer).build()) {
      made.complete(client);
      connect(client);
      assertSays("use async()", refused.get(10, SECONDS));
    }
  }

  @Test
  void emittingAndEndingDoNotWait() throws Exception {
    Client client = builder.build();
    FakeEngine engine = connect(client);
    engine.linger();
    engine.queue(MARK + 1);
    client.emit("filler");
    inLoop(
        client,
        engine,
        () -> {
          client.emit("e");
          client.clearBuffer();
          client.namespace("/").clearBuffer();
          client.namespace("/").disconnect();
          client.disconnect();
          client.close();
          client.async().close();
        });
    assertEquals(ClientState.CLOSED, client.state());
    assertEquals(
        List.of("filler", "e"),
        engine.sent(Packet.Event.class).stream().map(Packet.Event::name).toList());
    assertFalse(engine.ended());
    engine.lose(DisconnectReason.CLIENT_DISCONNECT);
  }

  @Test
  void aSimpleClientRefusesToo() throws Exception {
    try (SimpleClient client = SimpleClient.of(builder)) {
      CompletableFuture<Void> connected = client.async().connect(OPTIONS);
      var done = new CompletableFuture<Void>();
      var unused =
          connected.thenRun(
              () -> {
                try {
                  assertRefused(() -> client.emit("e"));
                  assertRefused(() -> client.call("ask"));
                  assertRefused(() -> client.receive());
                  assertRefused(() -> client.receive(ZERO));
                  assertRefused(() -> client.connect(OPTIONS));
                  client.disconnect();
                  done.complete(null);
                } catch (Throwable e) {
                  done.completeExceptionally(e);
                }
              });
      engines.take().open().confirm("/");
      done.get(10, SECONDS);
    }
  }

  /** The thread of the test is the only one that can run its loop. */
  @Test
  void theThreadOfALoopOfItsOwnMayNotWaitForIt() throws Exception {
    var h = new Harness();
    Client client = h.client.blocking();
    assertRefused(() -> client.connect(OPTIONS));
    assertEquals(ClientState.IDLE, client.state());
    FakeEngine engine = h.connect();
    assertRefused(() -> client.call("ask"));
    assertRefused(() -> client.awaitEvent("news", ofMinutes(1)));
    assertRefused(() -> client.await());
    assertRefused(() -> client.await(ofMinutes(1)));
    assertFalse(client.await(ZERO));
    client.sleep(ofMillis(1));
    engine.ack("/", 1, "too late");
    engine.queue(MARK + 1);
    client.emit("filler");
    client.emit("e");
    assertRefused(() -> client.call("ask"));
    assertEquals(3, engine.sent(Packet.Event.class).size());
    engine.linger();
    client.disconnect();
    assertTrue(client.await(ZERO));
    client.await();
    client.close();
    h.client.close();
    assertFalse(engine.ended());
  }
}
