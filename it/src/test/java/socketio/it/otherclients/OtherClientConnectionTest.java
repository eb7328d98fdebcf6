package socketio.it.otherclients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.DisconnectReason;
import socketio.it.support.TransportMode;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/** Other clients connect to the fake server, are rejected by it, and disconnect. */
@ParameterizedClass(name = "{0}")
@MethodSource("socketio.it.otherclients.OtherSetup#all")
class OtherClientConnectionTest extends OtherClientTest {
  OtherClientConnectionTest(OtherSetup setup) {
    super(setup, FakeServer.builder());
  }

  @Test
  void namespacesShareOneConnectionAndNothingElse() throws InterruptedException {
    server.namespace("/chat").onCall("where", (socket, args) -> socket.namespace());
    server.onCall("where", (socket, args) -> socket.namespace());

    FakeSocket root = join("/");
    FakeSocket chat = join("/chat");
    client().call("/", "where");
    client().call("/chat", "where");
    chat.emit("only", "chat");

    assertEquals(List.of("where", "/"), client().take("reply", "/").values());
    assertEquals(List.of("where", "/chat"), client().take("reply", "/chat").values());
    assertEquals(List.of("only", "chat"), client().take("event", "/chat").values());
    assertNotEquals(root.id(), chat.id());
    assertEquals(root.engineId(), chat.engineId());
    assertEquals(1, server.connectionCount());

    client().disconnect("/chat");
    assertEquals(DisconnectReason.CLIENT_DISCONNECT, chat.takeDisconnect());
    assertEquals(List.of("reply to still?"), root.call("still?").toList());
    server.assertExhausted();
  }

  @Test
  void eachNamespaceHasItsOwnAuth() throws InterruptedException {
    server.namespace("/chat");

    FakeSocket root = join("/", Map.of("auth", Map.of("token", "one")));
    FakeSocket chat = join("/chat", Map.of("auth", Map.of("token", "two")));

    assertEquals(Map.of("token", "one"), root.auth());
    assertEquals(Map.of("token", "two"), chat.auth());
    server.assertExhausted();
  }

  @Test
  void authAndHeadersAndQueryArrive() throws InterruptedException {
    server.namespace("/chat");

    FakeSocket socket =
        join(
            "/chat",
            Map.of(
                "auth", Map.of("token", "é"),
                "extraHeaders", Map.of("X-Test", "yes"),
                "query", Map.of("room", "a b&c=é")));

    assertEquals(Map.of("token", "é"), socket.auth());
    assertEquals(List.of("yes"), socket.headers().get("x-test"));
    assertEquals("a b&c=é", socket.query().get("room"));
    assertEquals("4", socket.query().get("EIO"));
    server.assertExhausted();
  }

  /** As a middleware of the reference server rejects clients. */
  @Test
  void aRefusedClientLearnsTheReasonAndTheData() throws InterruptedException {
    server.namespace("/").reject("not admitted", Map.of("code", 401L));

    open("/", Map.of());

    assertEquals(
        List.of("not admitted", Map.of("code", 401L)), client().take("refused", "/").values());
    server.namespace("/").accept();
    client().connect("/");
    assertTrue(joined("/").connected());
    server.assertExhausted();
  }

  @Test
  void oneNamespaceMayRefuseByTheAuthWhileAnotherAdmits() throws InterruptedException {
    server
        .namespace("/admin")
        .rejectIf(handshake -> !"letmein".equals(handshake.authEntry("token")), "who?", null);

    FakeSocket root = join("/", Map.of("auth", Map.of("token", "wrong")));
    open("/admin", Map.of("auth", Map.of("token", "wrong")));

    assertEquals("who?", client().take("refused", "/admin").text(0));
    assertEquals(List.of("reply to still?"), root.call("still?").toList());
    server.assertExhausted();
  }

  @Test
  void aNamespaceThatDoesNotExistIsInvalid() throws InterruptedException {
    open("/nowhere", Map.of());

    assertEquals("Invalid namespace", client().take("refused", "/nowhere").text(0));
  }

  @Test
  void theServerDisconnects() throws InterruptedException {
    FakeSocket socket = join("/");

    socket.disconnect();

    assertEquals("io server disconnect", client().take("disconnected", "/").text(0));
    client().connect("/");
    assertNotEquals(socket.id(), joined("/").id());
    server.assertExhausted();
  }

  @Test
  void theClientDisconnects() throws InterruptedException {
    FakeSocket socket = join("/");

    client().disconnect("/");

    assertEquals("io client disconnect", client().take("disconnected", "/").text(0));
    assertEquals(DisconnectReason.CLIENT_DISCONNECT, socket.takeDisconnect());
    client().connect("/");
    assertNotEquals(socket.id(), joined("/").id());
    server.assertExhausted();
  }

  @Test
  void theFirstTransportIsTheOneThatTheClientWants() throws InterruptedException {
    FakeSocket socket = join("/");

    assertEquals(
        mode() == TransportMode.WEBSOCKET ? "websocket" : "polling",
        socket.query().get("transport"));
    server.assertExhausted();
  }
}
