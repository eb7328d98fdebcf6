package socketio.it.load;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;
import socketio.it.support.TransportMode;

/** Closed clients leave nothing behind. */
@RealServer
class ResourcesTest {
  private static final int CYCLES_OF_EACH_MODE = 334;

  @Tag("pain-04-jvm-does-not-exit")
  @Test
  @Timeout(120)
  void aThousandClosedClientsLeaveNeitherThreadsNorObjects(NodeServer server) throws Exception {
    leaveNothing(server, "okhttp", CYCLES_OF_EACH_MODE);
  }

  @Test
  @Timeout(120)
  void closedClientsOnJettyLeaveNeitherThreadsNorObjects(NodeServer server) throws Exception {
    leaveNothing(server, "jetty", 50);
  }

  private static void leaveNothing(NodeServer server, String library, int cyclesOfEachMode)
      throws InterruptedException {
    connectAndClose(server, library, TransportMode.UPGRADE); // what the JVM itself starts once
    var leaks = new LeakCheck();

    for (TransportMode mode : TransportMode.values()) {
      for (int i = 0; i < cyclesOfEachMode; i++) {
        leaks.watch(connectAndClose(server, library, mode));
      }
    }

    leaks.assertNothing();
  }

  private static Client connectAndClose(NodeServer server, String library, TransportMode mode)
      throws InterruptedException {
    try (Client client = Client.builder().transport(library).build()) {
      client.connect(ConnectOptions.to(server.url()).transports(mode.kinds()));
      return client;
    }
  }
}
