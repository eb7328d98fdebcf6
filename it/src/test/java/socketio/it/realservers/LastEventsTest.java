package socketio.it.realservers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.TransportKind;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;

/**
 * Events emitted just before the end. Node's server drops events that come in one request with a
 * DISCONNECT, and closes the connection when a CONNECT does, so over long-polling they must not.
 */
@RealServer
@Timeout(60)
class LastEventsTest {
  private static final int CLIENTS = 50;

  @ParameterizedTest
  @MethodSource("socketio.it.support.Setup#libraries")
  void anEventArrivesThatIsEmittedJustBeforeTheClientIsClosed(String library, NodeServer server)
      throws Exception {
    try (Client witness = Client.create()) {
      var received = new LinkedBlockingQueue<Integer>();
      witness.on("shout", Integer.class, received::add);
      witness.connect(ConnectOptions.to(server.url()));
      for (int i = 0; i < CLIENTS; i++) {
        try (Client client = Client.builder().transport(library).build()) {
          client.connect(polling(server));
          client.emit("shout", i);
        }
      }
      assertReceived(received);
    }
  }

  @ParameterizedTest
  @MethodSource("socketio.it.support.Setup#libraries")
  void anEventArrivesThatIsEmittedJustBeforeItsNamespaceIsLeft(String library, NodeServer server)
      throws Exception {
    try (Client witness = Client.create();
        Client client = Client.builder().transport(library).build()) {
      var received = new LinkedBlockingQueue<Integer>();
      witness.namespace("/chat").on("shout", Integer.class, received::add);
      witness.connect(ConnectOptions.to(server.url()).namespaces("/chat"));
      client.connect(polling(server).namespaces("/"));
      for (int i = 0; i < CLIENTS; i++) {
        client.namespace("/chat").connect(Duration.ofSeconds(5));
        client.namespace("/chat").emit("shout", i);
        client.namespace("/chat").disconnect();
      }
      assertReceived(received);
    }
  }

  private static ConnectOptions polling(NodeServer server) {
    return ConnectOptions.to(server.url()).transports(TransportKind.POLLING);
  }

  private static void assertReceived(LinkedBlockingQueue<Integer> received)
      throws InterruptedException {
    List<Integer> all = new ArrayList<>();
    Integer next;
    while (all.size() < CLIENTS && (next = received.poll(5, SECONDS)) != null) {
      all.add(next);
    }
    assertEquals(IntStream.range(0, CLIENTS).boxed().toList(), all.stream().sorted().toList());
  }
}
