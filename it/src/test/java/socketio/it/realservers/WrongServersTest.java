package socketio.it.realservers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.it.support.Await;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;
import socketio.it.support.Setup;

/** Servers that do not speak the protocol give one clear error, and at once. */
class WrongServersTest {
  /** Far less than any timeout of the client or the servers. */
  private static final Duration AT_ONCE = Duration.ofSeconds(3);

  @Nested
  @RealServer(software = NodeServer.V2)
  class SocketIo2 extends RealServerTest {
    SocketIo2(Setup setup, NodeServer server) {
      super(setup, server);
    }

    @Tag("pain-17-server-versions")
    @Test
    void isNamed() throws InterruptedException {
      String message = refusal(this, options());

      assertTrue(message.contains("Socket.IO 2"), message);
    }
  }

  @Nested
  @RealServer(software = NodeServer.WEB)
  class WebServer extends RealServerTest {
    WebServer(Setup setup, NodeServer server) {
      super(setup, server);
    }

    @Test
    void isRecognised() throws InterruptedException {
      String message = refusal(this, options());

      assertTrue(message.contains("not a Socket.IO server"), message);
    }

    @Test
    void isNotTakenForATlsServer() throws InterruptedException {
      String message =
          refusal(
              this,
              ConnectOptions.to(server.url().replace("http:", "https:"))
                  .transports(setup.mode().kinds()));

      assertTrue(message.contains("TLS"), message);
    }
  }

  private static String refusal(RealServerTest test, ConnectOptions options)
      throws InterruptedException {
    var reported = new CompletableFuture<ConnectionException>();
    test.peer.root().events().onConnectError(reported::complete);
    long start = System.nanoTime();

    ConnectionException error =
        assertThrows(ConnectionException.class, () -> test.peer.connect(options));

    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(AT_ONCE) < 0, () -> "took " + took);
    assertEquals(error.getMessage(), Await.result(reported).getMessage());
    return String.valueOf(error.getMessage());
  }
}
