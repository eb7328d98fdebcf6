package socketio.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.testkit.contract.RawWebSocket.FINAL;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.testkit.contract.RawWebSocket;

/**
 * A server that sends pings of the WebSocket without end and never reads. Those are answered by the
 * transport: Jetty's answers the latest only, and OkHttp's gives the server up.
 */
@Timeout(60)
class UnreadPongsTest {
  private static final int PING = 0x9;

  /** As much would be kept if each were answered, and more. */
  private static final long PINGED = 128L << 20;

  @ParameterizedTest
  @MethodSource("socketio.it.Setup#libraries")
  void areNotKept(String library) throws Exception {
    byte[] ping = RawWebSocket.frame(FINAL | PING, new byte[125]);
    var heap = new Heap();
    var sent = new AtomicLong();
    var over = new CountDownLatch(1);
    try (RawIoServer server =
            RawIoServer.webSocket(
                (peer, session) -> {
                  try {
                    for (; sent.get() < PINGED; sent.addAndGet(ping.length)) {
                      peer.webSocket().writeRaw(ping);
                    }
                  } finally {
                    over.countDown();
                  }
                });
        Client client = Client.builder().transport(library).reconnection(false).build()) {
      Ending ending = Ending.of(client);
      client.connect(ConnectOptions.to(server.url()).transports(TransportKind.WEBSOCKET));
      assertTrue(over.await(30, SECONDS));

      heap.assertGrownByAtMost(32 << 20);
      if (sent.get() < PINGED) {
        ending.assertNext(DisconnectReason.TRANSPORT_ERROR, "does not read");
      } else {
        ending.assertNoMore();
      }
    }
  }
}
