package socketio.it.realservers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.it.support.Await;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;
import socketio.it.support.Setup;
import socketio.it.support.Values;

/**
 * A short set against other servers: older releases of Node's, which send no {@code maxPayload},
 * and python-socketio.
 */
class OtherServersTest {
  @Nested
  @RealServer(software = NodeServer.PYTHON)
  class Python extends ShortSet {
    Python(Setup setup, NodeServer server) {
      super(setup, server);
    }
  }

  @Nested
  @RealServer(software = NodeServer.V4_0)
  class Version40 extends ShortSet {
    Version40(Setup setup, NodeServer server) {
      super(setup, server);
    }
  }

  @Nested
  @RealServer(software = NodeServer.V3_0)
  class Version30 extends ShortSet {
    Version30(Setup setup, NodeServer server) {
      super(setup, server);
    }
  }

  /** The behaviour of every supported release. */
  abstract static class ShortSet extends RealServerTest {
    ShortSet(Setup setup, NodeServer server) {
      super(setup, server);
    }

    @Test
    void eventsAndBinaryComeBack() throws InterruptedException {
      var echo = new CompletableFuture<Args>();
      peer.root().events().on("echo", echo::complete);
      connect();

      peer.root().emit("echo", "é", Map.of("n", 1), new byte[] {1, 2, 3});

      Args got = Await.result(echo);
      assertEquals("é", got.get(0));
      assertEquals(Map.of("n", 1L), got.get(1));
      assertArrayEquals(new byte[] {1, 2, 3}, got.get(2, byte[].class));
    }

    @Tag("pain-17-server-versions")
    @Test
    void acknowledgementsGoBothWays() throws InterruptedException {
      peer.root().events().onCall("question", question -> Args.of(question.get(0), 2));
      connect();

      assertEquals(List.of("a", 2L), peer.root().call("call-back", "a").toList());
    }

    @Test
    void namespacesAreJoinedAndRefused() throws InterruptedException {
      connect(List.of("/chat", "/admin"));
      Args who = peer.namespace("/admin").call("who");
      peer.disconnect();

      ConnectionException error =
          assertThrows(
              ConnectionException.class, () -> peer.connect(options().namespaces("/admin")));

      assertEquals(Map.of("token", "letmein"), Values.at(who, 0, "auth"));
      assertEquals(Map.of("code", 401L, "hint", "auth.token"), error.data());
    }

    @Test
    void theServerDisconnects() throws InterruptedException {
      var reason = new CompletableFuture<DisconnectReason>();
      peer.root().events().onDisconnect(reason::complete);
      connect();

      peer.root().emit("kick");

      assertEquals(DisconnectReason.SERVER_DISCONNECT, Await.result(reason));
      peer.awaitEnd();
    }
  }
}
