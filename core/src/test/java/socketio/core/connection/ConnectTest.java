package socketio.core.connection;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertCompleted;
import static socketio.core.doubles.Harness.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.ClientClosedException;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** The first connect (socket.io-protocol v5, "Connection to a namespace"). */
class ConnectTest {
  private final Harness h = new Harness().watchState();

  @AfterEach
  void close() {
    h.close();
  }

  @Test
  void doesNothingByItself() {
    h.client.on("news", args -> {});
    h.advance(ofSeconds(60));
    assertEquals(0, h.engines.count());
    assertEquals(ClientState.IDLE, h.client.state());
    assertEquals(List.of(), h.takeLog());
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
  @SuppressWarnings("NullAway") // a literal null takes the overload of suppliers
  void sendsEachNamespaceItsOwnAuthPayload() {
    Map<String, String> all = Map.of("token", "all");
    Map<String, String> chat = Map.of("token", "chat");
    var unused =
        h.client.connect(
            OPTIONS
                .namespaces("/", "/chat", "/public", "/bare")
                .auth(all)
                .auth("/chat", chat)
                .auth("/public", (Object) null)
                .auth("/bare", null));
    h.engine().open();
    assertEquals(all, h.engine().authOf("/"));
    assertEquals(chat, h.engine().authOf("/chat"));
    assertNull(h.engine().authOf("/public"));
    assertNull(h.engine().authOf("/bare"));
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
    assertEquals(Map.of("b", "2"), config.query(TransportKind.WEBSOCKET));
    assertEquals(Map.of("X-Key", List.of("3")), config.headers(TransportKind.WEBSOCKET));
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
  void refusesToConnectTwice() {
    CompletableFuture<Void> first = h.client.connect(OPTIONS);
    IllegalStateException connecting =
        failure(IllegalStateException.class, h.client.connect(OPTIONS));
    assertEquals(
        "the client is already connecting; call disconnect() first", connecting.getMessage());
    h.engine().open().confirm("/");
    assertCompleted(first);
    IllegalStateException connected =
        failure(IllegalStateException.class, h.client.connect(OPTIONS));
    assertEquals(
        "the client is already connected; call disconnect() first", connected.getMessage());
    assertEquals(1, h.engines.count());
  }

  @Test
  void refusesToConnectAfterClose() {
    h.client.close();
    ClientClosedException error = failure(ClientClosedException.class, h.client.connect(OPTIONS));
    assertEquals("cannot connect: the client is closed; create another one", error.getMessage());
    assertEquals(0, h.engines.count());
  }

  @Tag("pain-19-life-cycle")
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
}
