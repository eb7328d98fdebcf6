package socketio.it.hostile;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.DisconnectReason;
import socketio.it.support.DisconnectRecorder;
import socketio.it.support.Heap;
import socketio.it.support.RawIoServer;
import socketio.it.support.Setup;

/**
 * A server that calls without end and never reads the answers: unlike an emitter, nobody can be
 * held back, so the connection ends before the answers fill the memory.
 */
@ParameterizedClass
@MethodSource("socketio.it.support.Setup#eachTransport")
@Timeout(60)
class UnreadAnswersTest {
  /** More than any of these clients reads before it drops the server. */
  private static final long MUCH = 512L << 20;

  private final Setup setup;

  UnreadAnswersTest(Setup setup) {
    this.setup = setup;
  }

  /** Sends one packet without end. */
  private RawIoServer serverThatRepeats(String packet) throws IOException {
    return RawIoServer.start(
        setup.mode(),
        peer -> {
          for (long sent = 0; sent < MUCH; sent += packet.length()) {
            peer.send(packet);
          }
          peer.flush();
        });
  }

  @Test
  void ofPings() throws Exception {
    try (RawIoServer server = serverThatRepeats("2");
        Client client = setup.client().reconnection(false).build()) {
      DisconnectRecorder disconnects = DisconnectRecorder.of(client);
      var heap = new Heap();
      client.connect(setup.to(server.url()));

      disconnects.assertNext(
          DisconnectReason.TRANSPORT_ERROR, "answers to its pings wait to be sent");
      heap.assertGrownByAtMost(32 << 20);
    }
  }

  @Test
  void ofAcknowledgements() throws Exception {
    String answer = "x".repeat(8192);
    try (RawIoServer server = serverThatRepeats("421[\"ask\"]");
        Client client = setup.client().reconnection(false).build()) {
      client.onCall("ask", args -> answer);
      DisconnectRecorder disconnects = DisconnectRecorder.of(client);
      var heap = new Heap();
      client.connect(setup.to(server.url()));

      disconnects.assertNext(
          DisconnectReason.TRANSPORT_ERROR,
          "the server does not read: replies that use more than ");
      heap.assertGrownByAtMost(32 << 20);
    }
  }
}
