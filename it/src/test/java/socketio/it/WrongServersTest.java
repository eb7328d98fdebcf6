package socketio.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import socketio.ConnectionException;

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

    @Test
    void isNamed() {
      String message = refusal(this);

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
    void isRecognised() {
      String message = refusal(this);

      assertTrue(message.contains("not a Socket.IO server"), message);
    }
  }

  private static String refusal(RealServerTest test) {
    var heard = new ConcurrentLinkedQueue<ConnectionException>();
    test.peer.root().events().onConnectError(heard::add);
    long start = System.nanoTime();

    ConnectionException error = assertThrows(ConnectionException.class, test::connect);

    Duration took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(AT_ONCE) < 0, () -> "took " + took);
    test.peer.close();
    assertEquals(1, heard.size(), heard::toString);
    return String.valueOf(error.getMessage());
  }
}
