package socketio;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.doubles.Harness.OPTIONS;
import static socketio.doubles.Harness.assertCompleted;
import static socketio.doubles.Harness.assertSays;
import static socketio.doubles.Harness.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.ConnectionException.Phase;
import socketio.doubles.FakeEngine;
import socketio.doubles.Harness;
import socketio.doubles.ReferenceParser;
import socketio.spi.Packet;

/** The first connect (socket.io-protocol v5, "Connection to a namespace"). */
class ConnectTest {
  private final Harness h = new Harness().watchState();

  @AfterEach
  void close() {
    h.close();
  }

  @Test
  void joinsTheDefaultNamespaceWhenNothingElseIsAskedFor() {
    h.watch(h.client, "/");
    CompletableFuture<Void> result = h.client.connect("http://localhost");
    h.client.off();
    FakeEngine engine = h.engine();
    assertTrue(engine.sent().isEmpty(), "CONNECT goes out once the engine is open");
    engine.open();
    assertEquals(List.of(new Packet.Connect("/", Args.of())).toString(), engine.sent().toString());
    assertFalse(result.isDone());

    engine.confirm("/");

    assertCompleted(result);
    assertEquals("engine-1/", h.client.sid());
    assertEquals("engine-1", h.client.engineId());
    assertEquals(TransportKind.POLLING, h.client.transport());
    assertTrue(h.client.connected());
    assertFalse(h.client.recovered());
    assertEquals(List.of("IDLE>CONNECTING", "CONNECTING>CONNECTED", "/ connect"), h.takeLog());
  }

  @Test
  void joinsTheNamespacesThatHaveHandlers() {
    h.client.namespace("/unheard");
    h.client.namespace("/b").onConnect(() -> {});
    h.client.namespace("/a").on("news", args -> {});
    var unused = h.client.connect(OPTIONS);
    h.engine().open();
    assertEquals(List.of("/a", "/b"), connects(h.engine()));
  }

  @Test
  void joinsTheNamespacesOfTheOptionsInTheirOrderAndNoOthers() {
    h.client.on("news", args -> {});
    var unused = h.client.connect(OPTIONS.namespaces("/b", "/a", "/b"));
    h.engine().open();
    assertEquals(List.of("/b", "/a"), connects(h.engine()));
  }

  private static List<String> connects(FakeEngine engine) {
    return engine.sent(Packet.Connect.class).stream().map(Packet.Connect::namespace).toList();
  }

  @Test
  void sendsEachNamespaceItsOwnAuthPayload() {
    Map<String, String> all = Map.of("token", "all");
    Map<String, String> chat = Map.of("token", "chat");
    var unused =
        h.client.connect(
            OPTIONS
                .namespaces("/", "/chat", "/public")
                .auth(all)
                .auth("/chat", chat)
                .auth("/public", (Object) null));
    h.engine().open();
    assertEquals(all, h.engine().authOf("/"));
    assertEquals(chat, h.engine().authOf("/chat"));
    assertNull(h.engine().authOf("/public"));
  }

  @Test
  void passesAddressQueryHeadersAndTransportsToTheEngine() {
    var unused =
        h.client.connect(
            ConnectOptions.to("wss://example.com:8443?a=1")
                .query("b", "2")
                .header("X-Key", "3")
                .path("sio")
                .transports(TransportKind.WEBSOCKET)
                .timeout(ofSeconds(7)));
    var config = h.engine().config();
    assertEquals("https://example.com:8443/?a=1", config.uri().toString());
    assertEquals(Map.of("b", "2"), config.query());
    assertEquals(Map.of("X-Key", List.of("3")), config.headers());
    assertEquals("/sio/", config.path());
    assertEquals(List.of(TransportKind.WEBSOCKET), config.transports());
    assertEquals(ofSeconds(7), config.timeout());
  }

  @Test
  void waitsForTheAnswersOfAllNamespaces() {
    h.watch(h.client.namespace("/a"), "/a").watch(h.client.namespace("/b"), "/b");
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine().open().confirm("/b");
    assertFalse(result.isDone());
    assertTrue(h.client.namespace("/b").connected());
    h.engine().confirm("/a");
    assertCompleted(result);
    assertEquals(
        List.of("IDLE>CONNECTING", "CONNECTING>CONNECTED", "/b connect", "/a connect"),
        h.takeLog());
  }

  @Test
  void waitsForTheConnectionOnlyIfAskedTo() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.waitForNamespaces(false));
    assertFalse(result.isDone());
    h.engine().open();
    assertCompleted(result);
    assertEquals(ClientState.CONNECTING, h.client.state());
  }

  @Test
  void keepsTheOtherNamespacesWhenOneIsRefused() {
    h.watch(h.client.namespace("/a"), "/a").watch(h.client.namespace("/b"), "/b");
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine().open().refuse("/a", "not authorized");
    assertFalse(result.isDone());
    h.engine().confirm("/b");

    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals("the server refused namespace /a: not authorized", error.getMessage());
    assertEquals(Phase.NAMESPACE, error.phase());
    assertEquals("/a", error.namespace());
    assertFalse(error.willRetry());
    assertEquals(ClientState.CONNECTED, h.client.state());
    assertFalse(h.client.namespace("/a").connected());
    assertTrue(h.client.namespace("/b").connected());
    assertEquals(
        List.of(
            "IDLE>CONNECTING",
            "/a connect_error NAMESPACE retry=false",
            "CONNECTING>CONNECTED",
            "/b connect"),
        h.takeLog());
  }

  @Test
  void readsEveryFormOfRefusal() {
    assertRefusal(Args.of(Map.of("message", "no", "data", 7)), ": no", 7);
    assertRefusal(Args.of(Map.of("message", "no")), ": no", null);
    assertRefusal(Args.of("no"), ": no", null);
    assertRefusal(Args.of(Map.of("code", 7)), "", Map.of("code", 7));
    assertRefusal(Args.of(Map.of("message", 7)), "", Map.of("message", 7));
    assertRefusal(Args.of(), "", null);
  }

  private void assertRefusal(Args payload, String said, @Nullable Object data) {
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine().open().receive(new Packet.ConnectError("/", payload));
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals("the server refused namespace /" + said, error.getMessage());
    assertEquals(data, error.data());
  }

  @Test
  void isIdleAfterAllNamespacesWereRefused() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/a", "/b"));
    h.engine().open().refuse("/a", "one");
    h.engine().refuse("/b", "two");
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals("/a", error.namespace());
    assertEquals("/b", ((ConnectionException) error.getSuppressed()[0]).namespace());
    assertEquals(ClientState.IDLE, h.client.state());
    assertTrue(h.engine().closed());
    assertNull(h.client.engineId());
    assertEquals(0, h.loop.timers());
  }

  @Test
  void saysThatTheServerIsTooOldWhenItConfirmsWithoutSid() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine().open().receive(new Packet.Connect("/", Args.of()));
    ConnectionException error = failure(ConnectionException.class, result);
    assertSays("it is a Socket.IO 2.x server", error);
    assertEquals(ClientState.IDLE, h.client.state());
  }

  @Test
  void failsWhenTheServerAnswersNoNamespaceInTime() {
    h.watch(h.client, "/");
    CompletableFuture<Void> result = h.client.connect(OPTIONS.timeout(ofSeconds(3)));
    h.loop.advance(ofSeconds(2));
    h.engine().open();
    h.loop.advance(ofSeconds(1));
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals(
        "the server did not answer CONNECT of namespace / within PT3S", error.getMessage());
    assertEquals("/", error.namespace());
    assertTrue(h.engine().closed());
    assertEquals(ClientState.IDLE, h.client.state());
    assertTrue(h.takeLog().contains("/ connect_error NAMESPACE retry=false"));
  }

  @Test
  void keepsTheNamespacesThatWereAnsweredInTime() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/a", "/b"));
    h.engine().open().confirm("/a");
    h.loop.advance(ofSeconds(20));
    assertEquals("/b", failure(ConnectionException.class, result).namespace());
    assertTrue(h.client.namespace("/a").connected());
    assertFalse(h.engine().closed());
  }

  @Test
  void failsWhenTheEngineDoesNotOpenInTime() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.timeout(ofSeconds(3)));
    h.loop.advance(ofSeconds(3));
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals(Phase.HANDSHAKE, error.phase());
    assertEquals("no connection within PT3S", error.getMessage());
    assertEquals(TransportKind.POLLING, error.transport());
    assertTrue(h.engine().closed());
  }

  @Test
  void failsWithWhatTheEngineReports() {
    h.watch(h.client.namespace("/a"), "/a").watch(h.client.namespace("/b"), "/b");
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine()
        .end(
            DisconnectReason.TRANSPORT_ERROR,
            ConnectionException.builder(Phase.CONNECT, "connection refused").body("b").build());
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals("connection refused", error.getMessage());
    assertEquals("b", error.body());
    assertEquals(
        List.of(
            "IDLE>CONNECTING",
            "CONNECTING>IDLE",
            "/a connect_error CONNECT retry=false",
            "/b connect_error CONNECT retry=false"),
        h.takeLog());
    assertEquals(0, h.loop.timers());
  }

  @Test
  void failsWhenTheConnectionEndsBeforeANamespaceIsConfirmed() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine().open().lose(DisconnectReason.TRANSPORT_CLOSE);
    ConnectionException error = failure(ConnectionException.class, result);
    assertSays("TRANSPORT_CLOSE", error);
    assertEquals(Phase.NAMESPACE, error.phase());
  }

  @Test
  void failsWhenTheAuthPayloadCannotBeEncoded() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.auth(ReferenceParser.UNENCODABLE));
    h.engine().open();
    ConnectionException error = failure(ConnectionException.class, result);
    assertSays("the auth payload of namespace / cannot be encoded", error);
    assertEquals(ClientState.IDLE, h.client.state());
  }

  @Test
  void refusesToConnectTwice() {
    CompletableFuture<Void> first = h.client.connect(OPTIONS);
    IllegalStateException connecting =
        failure(IllegalStateException.class, h.client.connect(OPTIONS));
    assertEquals(
        "the client is connecting already; call disconnect() first", connecting.getMessage());
    h.engine().open().confirm("/");
    assertCompleted(first);
    IllegalStateException connected =
        failure(IllegalStateException.class, h.client.connect(OPTIONS));
    assertEquals(
        "the client is connected already; call disconnect() first", connected.getMessage());
    assertEquals(1, h.engines.count());
  }

  @Test
  void refusesToConnectAfterClose() {
    h.client.close();
    IllegalStateException error = failure(IllegalStateException.class, h.client.connect(OPTIONS));
    assertEquals("the client is closed; create another one", error.getMessage());
    assertEquals(0, h.engines.count());
  }

  @Test
  void isConnectedInsideTheConnectHandler() {
    var seen = new ArrayList<Object>();
    h.client.onConnect(
        () -> seen.add(h.client.state() + " " + h.client.connected() + " " + h.client.sid()));
    FakeEngine first = h.connect();
    first.lose(DisconnectReason.PING_TIMEOUT);
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/");
    h.handlers.run();
    assertEquals(List.of("CONNECTED true engine-1/", "CONNECTED true engine-2/"), seen);
  }

  @Test
  void ignoresADoubledConfirmation() {
    h.watch(h.client, "/");
    FakeEngine engine = h.connect();
    h.takeLog();
    engine.receive(new Packet.Connect("/", Args.of(Map.of("sid", "other"))));
    engine.receive(new Packet.Connect("/", Args.of()));
    engine.refuse("/", "too late");
    assertEquals("engine-1/", h.client.sid());
    assertTrue(h.client.connected());
    assertEquals(List.of(), h.takeLog());
  }

  @Test
  void failsWhenTheConnectionIsLostBetweenTwoAnswers() {
    h.watch(h.client.namespace("/a"), "/a").watch(h.client.namespace("/b"), "/b");
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine().open().confirm("/a");
    h.takeLog();
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    assertTrue(failure(ConnectionException.class, result).willRetry());
    assertEquals(
        List.of(
            "CONNECTED>WAITING",
            "/a disconnect TRANSPORT_ERROR",
            "/b connect_error NAMESPACE retry=true"),
        h.takeLog());
  }
}
