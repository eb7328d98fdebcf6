package socketio.it;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.testkit.contract.RawWebSocket.FINAL;

import java.nio.ByteBuffer;
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
@Timeout(120)
class UnreadPongsTest {
  private static final int PING = 0x9;

  /** In one write, as a system call for each would take longer than all the rest. */
  private static final int PINGS_AT_ONCE = 512;

  /** As much would be kept if each were answered, and more. */
  private static final long PINGED = 64L << 20;

  private static final long MOST_KEPT = 32L << 20;

  @ParameterizedTest
  @MethodSource("socketio.it.Setup#libraries")
  void areNotKept(String library) throws Exception {
    byte[] pings = repeat(RawWebSocket.frame(FINAL | PING, new byte[125]));
    var heap = new Heap();
    var sent = new AtomicLong();
    var over = new CountDownLatch(1);
    try (RawIoServer server =
            RawIoServer.webSocket(
                (peer, session) -> {
                  try {
                    for (; sent.get() < PINGED; sent.addAndGet(pings.length)) {
                      peer.webSocket().writeRaw(pings);
                    }
                  } finally {
                    over.countDown();
                  }
                });
        Client client = Client.builder().transport(library).reconnection(false).build()) {
      Ending ending = Ending.of(client);
      client.connect(ConnectOptions.to(server.url()).transports(TransportKind.WEBSOCKET));
      assertTrue(over.await(90, SECONDS));

      heap.assertGrownByAtMost(MOST_KEPT);
      if (sent.get() < PINGED) {
        ending.assertNext(DisconnectReason.TRANSPORT_ERROR, "does not read");
      } else {
        ending.assertNoMore();
      }
    }
  }

  private static byte[] repeat(byte[] frame) {
    var frames = ByteBuffer.allocate(PINGS_AT_ONCE * frame.length);
    while (frames.hasRemaining()) {
      frames.put(frame);
    }
    return frames.array();
  }
}
