package socketio.it.realservers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.it.support.Await;
import socketio.it.support.NodeServer;
import socketio.it.support.Setup;
import socketio.it.support.Values;

/** Several namespaces on one connection, each with its own auth. */
class NamespacesTest extends RealServerTest {
  NamespacesTest(Setup setup, NodeServer server) {
    super(setup, server);
  }

  @Test
  void eachNamespaceHasItsOwnAuthAndId() throws InterruptedException {
    peer.connect(
        options()
            .namespaces("/chat", "/admin")
            .auth("/chat", Map.of("name", "Ada"))
            .auth("/admin", () -> Map.of("token", "letmein")));

    Map<?, ?> chat = who("/chat");
    Map<?, ?> admin = who("/admin");

    assertEquals(Map.of("name", "Ada"), chat.get("auth"));
    assertEquals(Map.of("token", "letmein"), admin.get("auth"));
    assertEquals(peer.namespace("/chat").sid(), chat.get("id"));
    assertEquals(peer.namespace("/admin").sid(), admin.get("id"));
    assertNotEquals(chat.get("id"), admin.get("id"));
  }

  @Tag("pain-02-token-refresh")
  @Test
  void headersAndQueryReachTheServer() throws InterruptedException {
    peer.connect(
        options().header("X-Test", "yes").query("room", "a b&c=é").query("token", "abc+/==&"));

    Args who = peer.root().call("who");

    assertEquals("yes", Values.at(who, 0, "headers", "x-test"));
    assertEquals("a b&c=é", Values.at(who, 0, "query", "room"));
    assertEquals("abc+/==&", Values.at(who, 0, "query", "token"));
  }

  @Test
  void eventsAndAcknowledgementsStayInTheirNamespace() throws InterruptedException {
    var chat = new CompletableFuture<Args>();
    var admin = new CompletableFuture<Args>();
    peer.namespace("/chat").events().on("hello", chat::complete);
    peer.namespace("/admin").events().on("hello", admin::complete);
    connect(List.of("/", "/chat", "/admin"));

    assertEquals(List.of("/chat"), Await.result(chat).toList());
    assertEquals(List.of("/admin"), Await.result(admin).toList());
    assertEquals("/chat", who("/chat").get("namespace"));
    assertEquals("/", who("/").get("namespace"));
  }

  @Test
  void aRefusedNamespaceReportsWhatTheServerSaid() throws InterruptedException {
    var reported = new CompletableFuture<ConnectionException>();
    peer.namespace("/admin").events().onConnectError(reported::complete);

    ConnectionException error =
        assertThrows(
            ConnectionException.class,
            () ->
                peer.connect(
                    options()
                        .namespaces("/chat", "/admin")
                        .auth("/admin", Map.of("token", "wrong"))));

    assertEquals(Phase.NAMESPACE, error.phase());
    assertEquals("/admin", error.namespace());
    assertTrue(String.valueOf(error.getMessage()).contains("not admitted"), error::toString);
    assertFalse(String.valueOf(error.getMessage()).contains("wrong"), error::toString);
    assertEquals(Map.of("code", 401L, "hint", "auth.token"), error.data());
    assertFalse(error.willRetry());
    assertEquals("/admin", Await.result(reported).namespace());
    assertNull(peer.namespace("/admin").sid());
    assertFalse(peer.namespace("/chat").connected());
    assertEquals(ClientState.IDLE, peer.state());

    peer.connect(
        options().namespaces("/chat", "/admin").auth("/admin", Map.of("token", "letmein")));
    assertEquals("/chat", who("/chat").get("namespace"));
    assertEquals("/admin", who("/admin").get("namespace"));
  }

  @Test
  void anUnknownNamespaceIsRefused() {
    ConnectionException error =
        assertThrows(
            ConnectionException.class, () -> peer.connect(options().namespaces("/nowhere")));

    assertEquals("/nowhere", error.namespace());
    assertTrue(String.valueOf(error.getMessage()).contains("Invalid namespace"), error::toString);
    assertEquals("Invalid namespace", error.serverMessage());
    assertNotNull(error.transport());
  }

  private Map<?, ?> who(String path) throws InterruptedException {
    return Values.get(peer.namespace(path).call("who"), 0, Map.class);
  }
}
