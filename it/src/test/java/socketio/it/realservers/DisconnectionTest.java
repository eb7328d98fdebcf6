package socketio.it.realservers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.it.support.Await;
import socketio.it.support.NodeServer;
import socketio.it.support.Setup;

/** Every way in which a connection can end, and the reason that handlers get. */
class DisconnectionTest extends RealServerTest {
  DisconnectionTest(Setup setup, NodeServer server) {
    super(setup, server);
  }

  @Test
  void theServerDisconnectsTheOnlyNamespace() throws InterruptedException {
    var reason = disconnection("/");
    connect();

    peer.root().emit("kick");

    assertEquals(DisconnectReason.SERVER_DISCONNECT, Await.result(reason));
    peer.awaitEnd();
    assertFalse(peer.root().connected());
    assertNull(peer.root().sid());
    assertEquals(ClientState.IDLE, peer.state());
  }

  @Test
  void theServerDisconnectsOneOfTwoNamespaces() throws InterruptedException {
    var reason = disconnection("/chat");
    connect(List.of("/", "/chat"));

    peer.namespace("/chat").emit("kick");

    assertEquals(DisconnectReason.SERVER_DISCONNECT, Await.result(reason));
    assertFalse(peer.namespace("/chat").connected());
    assertEquals(List.of("up"), peer.root().call("call", "up").toList());
  }

  @Test
  void theServerDisconnectsAllNamespaces() throws InterruptedException {
    var root = disconnection("/");
    var chat = disconnection("/chat");
    connect(List.of("/", "/chat"));

    peer.root().emit("kick-all");

    assertEquals(DisconnectReason.SERVER_DISCONNECT, Await.result(root));
    assertEquals(DisconnectReason.SERVER_DISCONNECT, Await.result(chat));
    peer.awaitEnd();
  }

  @Test
  void theServerClosesTheConnection() throws InterruptedException {
    var reason = disconnection("/");
    connect();

    peer.root().emit("drop");

    assertEquals(DisconnectReason.TRANSPORT_CLOSE, Await.result(reason));
    peer.awaitEnd();
  }

  @Test
  void theServersProcessDies() throws InterruptedException {
    try (NodeServer mortal = NodeServer.start(NodeServer.CURRENT, "{}", parser)) {
      var reason = disconnection("/");
      peer.connect(setup.to(mortal));

      mortal.kill();

      assertTrue(
          EnumSet.of(DisconnectReason.TRANSPORT_ERROR, DisconnectReason.TRANSPORT_CLOSE)
              .contains(Await.result(reason)));
      peer.awaitEnd();
    }
  }

  @Test
  void theClientDisconnects() throws InterruptedException {
    var reason = disconnection("/");
    connect();

    peer.disconnect();

    assertEquals(DisconnectReason.CLIENT_DISCONNECT, Await.result(reason));
    peer.awaitEnd();
    assertEquals(ClientState.IDLE, peer.state());
    assertNull(peer.transport());
  }

  @Test
  void theClientConnectsAgainAfterDisconnecting() throws InterruptedException {
    connect();
    peer.disconnect();

    connect();

    assertEquals(List.of("again"), peer.root().call("call", "again").toList());
  }

  private CompletableFuture<DisconnectReason> disconnection(String path) {
    var reason = new CompletableFuture<DisconnectReason>();
    peer.namespace(path).events().onDisconnect(reason::complete);
    return reason;
  }
}
