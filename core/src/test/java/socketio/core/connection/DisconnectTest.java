package socketio.core.connection;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertCompleted;
import static socketio.core.doubles.Harness.failure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.core.doubles.ReferenceParser;
import socketio.spi.Engine;
import socketio.spi.Packet;

/** disconnect() and close() in every state. */
class DisconnectTest {
  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  /** Asserts that after a disconnect nothing is left, and nothing happens any more. */
  private void assertAtRest() {
    assertEquals(ClientState.IDLE, h.client.state());
    assertNull(h.client.engineId());
    assertNull(h.client.transport());
    assertNull(h.client.sid());
    int engines = h.engines.count();
    h.advance(ofMinutes(10));
    assertEquals(engines, h.engines.count());
    assertEquals(0, h.loop.timers());
    assertTrue(h.engines.all().stream().allMatch(FakeEngine::closed));
    assertCompleted(h.client.await());
  }

  @Test
  void doesNothingWhenIdle() {
    h.watchState();
    assertCompleted(h.client.disconnect());
    assertAtRest();
    assertEquals(List.of(), h.takeLog());
  }

  @Test
  void endsThePreparationOfAnAttempt() {
    h.watch(h.client, "/").watchState();
    CompletableFuture<String> never = new CompletableFuture<>();
    CompletableFuture<Void> result =
        h.client.connect(ConnectOptions.toAsync(() -> never).timeout(ofSeconds(30)));
    assertEquals(ClientState.CONNECTING, h.client.state());
    assertCompleted(h.client.disconnect());
    failure(DisconnectedException.class, result);
    assertEquals(List.of("IDLE>CONNECTING", "CONNECTING>IDLE"), h.takeLog());
    assertAtRest();
    assertEquals(0, h.engines.count());
  }

  @Test
  void endsAnEngineThatIsOpening() {
    h.watch(h.client, "/");
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    assertCompleted(h.client.disconnect());
    DisconnectedException error = failure(DisconnectedException.class, result);
    assertEquals("disconnected before the connection was established", error.getMessage());
    assertEquals(DisconnectReason.CLIENT_DISCONNECT, error.reason());
    assertEquals(List.of(), h.takeLog());
    assertAtRest();
  }

  @Test
  void endsAConnectionWhoseNamespaceIsBeingJoined() {
    h.watch(h.client, "/");
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    CompletableFuture<Void> joined = h.client.namespace("/").connect();
    h.engine().open();
    assertCompleted(h.client.disconnect());
    failure(DisconnectedException.class, result);
    failure(DisconnectedException.class, joined);
    assertEquals(List.of(), h.takeLog());
    assertAtRest();
  }

  @Test
  void leavesTheNamespacesAndClosesTheEngineWhenConnected() {
    h.watch(h.client.namespace("/a"), "/a").watch(h.client.namespace("/b"), "/b");
    FakeEngine engine = h.connect("/a", "/b");
    h.takeLog();
    h.watchState();
    assertCompleted(h.client.disconnect());
    assertEquals(
        List.of(new Packet.Disconnect("/a"), new Packet.Disconnect("/b")),
        engine.sent(Packet.Disconnect.class));
    assertEquals(
        List.of(
            "CONNECTED>IDLE", "/a disconnect CLIENT_DISCONNECT", "/b disconnect CLIENT_DISCONNECT"),
        h.takeLog());
    assertAtRest();
  }

  @Test
  void endsTheWaitForTheNextAttempt() {
    h.watch(h.client, "/").watchState();
    h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
    h.takeLog();
    assertCompleted(h.client.disconnect());
    assertEquals(List.of("WAITING>IDLE"), h.takeLog());
    assertAtRest();
  }

  @Test
  void completesWhenTheEngineHasEnded() {
    FakeEngine engine = h.connect();
    engine.linger();
    CompletableFuture<Void> disconnected = h.client.disconnect();
    assertEquals(ClientState.IDLE, h.client.state());
    assertFalse(disconnected.isDone());
    engine.lose(DisconnectReason.CLIENT_DISCONNECT);
    assertCompleted(disconnected);
  }

  @Test
  void isToldOnceWhenTheClientConnectsAgainAtOnce() {
    h.watch(h.client, "/");
    h.connect().linger();
    h.takeLog();
    var disconnected = h.client.disconnect();
    CompletableFuture<Void> connected = h.client.connect(OPTIONS);
    h.engine().open().confirm("/");
    h.engines.all().get(0).lose(DisconnectReason.CLIENT_DISCONNECT);
    assertCompleted(disconnected);
    assertCompleted(connected);
    assertEquals(List.of("/ disconnect CLIENT_DISCONNECT", "/ connect"), h.takeLog());
  }

  @Test
  void givesTheAttemptUpWhenTheFutureOfConnectIsCancelled() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.retry(true));
    assertTrue(result.cancel(false));
    assertTrue(result.isCancelled());
    assertAtRest();

    CompletableFuture<Void> waiting = h.client.connect(OPTIONS.retry(true));
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    assertEquals(ClientState.WAITING, h.client.state());
    assertTrue(waiting.cancel(false));
    assertAtRest();
  }

  @Test
  void keepsTheConnectionWhenTheFutureIsCancelledTooLate() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine().open().confirm("/");
    assertFalse(result.cancel(false));
    assertEquals(ClientState.CONNECTED, h.client.state());
  }

  @Test
  void ignoresWhatAnOldEngineStillSays() {
    h.watch(h.client, "/");
    h.client.on("news", args -> h.log.add("news"));
    FakeEngine old = h.connect();
    old.linger();
    var unused = h.client.disconnect();
    FakeEngine current = h.connect();
    h.takeLog();
    h.watchState();

    old.open();
    old.event("/", "news");
    old.receive(new Packet.Connect("/", Args.of(Map.of("sid", "old"))));
    old.receive(new Packet.Disconnect("/"));
    old.receive(ReferenceParser.GARBAGE);
    old.upgrade(Engine.Limits.NONE);
    old.drain(0);
    old.lose(DisconnectReason.CLIENT_DISCONNECT);

    assertEquals(List.of(), h.takeLog());
    assertEquals(ClientState.CONNECTED, h.client.state());
    assertEquals("engine-2/", h.client.sid());
    assertEquals("engine-2", h.client.engineId());
    assertEquals(TransportKind.POLLING, h.client.transport());
    assertEquals(List.of(), current.sent(Packet.Disconnect.class));
  }

  @Test
  void closesFromEveryState() {
    assertCloses(harness -> harness.client.disconnect());
    assertCloses(harness -> harness.client.connect(ConnectOptions.toAsync(CompletableFuture::new)));
    assertCloses(harness -> harness.client.connect(OPTIONS));
    assertCloses(harness -> joining(harness));
    assertCloses(harness -> CompletableFuture.completedFuture(harness.connect()));
    assertCloses(harness -> waiting(harness));
  }

  @Test
  void closesWhileAPolicyDecides() throws Exception {
    var answer = new CompletableFuture<Duration>();
    try (var harness =
        new Harness(
            b ->
                b.reconnection(
                    Reconnection.defaults()
                        .policy((Reconnection.Attempt attempt) -> answer.get())))) {
      assertCloses(harness, DisconnectTest::waiting);
      answer.complete(ofSeconds(1));
      harness.loop.awaitTask();
      harness.advance(ofMinutes(10));
      assertEquals(1, harness.engines.count());
      assertEquals(0, harness.loop.timers());
    }
  }

  private static CompletableFuture<?> joining(Harness harness) {
    CompletableFuture<Void> result = harness.client.connect(OPTIONS);
    harness.engine().open();
    return result;
  }

  private static CompletableFuture<?> waiting(Harness harness) {
    CompletableFuture<Void> result = harness.client.connect(OPTIONS.retry(true));
    harness.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    return result;
  }

  private static void assertCloses(Function<Harness, CompletableFuture<?>> scene) {
    try (var harness = new Harness()) {
      assertCloses(harness, scene);
    }
  }

  private static void assertCloses(Harness harness, Function<Harness, CompletableFuture<?>> scene) {
    harness.watchState();
    CompletableFuture<?> pending = scene.apply(harness);
    int engines = harness.engines.count();
    CompletableFuture<Void> ended = harness.client.await();
    assertCompleted(harness.client.closeAsync());
    assertCompleted(harness.client.closeAsync());
    assertCompleted(ended);
    assertTrue(pending.isDone());
    assertEquals(ClientState.CLOSED, harness.client.state());
    List<String> log = harness.takeLog();
    assertEquals("IDLE>CLOSED", log.get(log.size() - 1));
    harness.advance(ofMinutes(10));
    assertEquals(engines, harness.engines.count());
    assertTrue(harness.engines.all().stream().allMatch(FakeEngine::closed));
    assertEquals(0, harness.loop.timers());
    assertEquals(0, harness.transport.closed(), "the transport is the application's");
  }

  @Test
  void givesEveryCallerOfCloseAFutureOfItsOwn() {
    FakeEngine engine = h.connect();
    engine.linger();
    CompletableFuture<Void> first = h.client.closeAsync();
    CompletableFuture<Void> second = h.client.closeAsync();
    first.cancel(false);
    assertFalse(second.isDone());
    engine.lose(DisconnectReason.CLIENT_DISCONNECT);
    assertCompleted(second);
  }
}
