package socketio.it.hostile;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.testkit.contract.RawWebSocket.FINAL;

import java.io.IOException;
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
import socketio.it.support.DisconnectRecorder;
import socketio.it.support.Heap;
import socketio.it.support.RawIoServer;
import socketio.testkit.contract.RawWebSocket;

/**
 * A server that sends WebSocket pings without end and reads far fewer answers. The transports
 * handle those: Jetty's answers the latest only, and OkHttp's drops the server. A server that reads
 * nothing at all would be held back itself: where its receive buffer is full, Linux (since 6.17)
 * drops the acknowledgements of what it has sent as well.
 */
@Timeout(120)
class UnreadPongsTest {
  private static final int PING = 0x9;

  /** In one write, as a system call for each would take longer than all the rest. */
  private static final int PINGS_AT_ONCE = 512;

  /** As much would be kept if each were answered, and more. */
  private static final long PINGED = 64L << 20;

  private static final long MOST_KEPT = 32L << 20;

  /** About 3 MB/s, where pings come at more than 100 MB/s. */
  private static final int PONGS_READ_AT_ONCE = 500;

  private static final int READ_EVERY_MILLIS = 20;

  @ParameterizedTest
  @MethodSource("socketio.it.support.Setup#libraries")
  void areNotKept(String library) throws Exception {
    byte[] pings = repeat(RawWebSocket.frame(FINAL | PING, new byte[125]));
    var heap = new Heap();
    var sent = new AtomicLong();
    var over = new CountDownLatch(1);
    try (RawIoServer server =
            RawIoServer.webSocket(
                (peer, session) -> {
                  readSlowly(peer.webSocket(), over);
                  try {
                    for (; sent.get() < PINGED; sent.addAndGet(pings.length)) {
                      peer.webSocket().writeRaw(pings);
                    }
                  } finally {
                    over.countDown();
                  }
                });
        Client client = Client.builder().transport(library).reconnection(false).build()) {
      DisconnectRecorder disconnects = DisconnectRecorder.of(client);
      client.connect(ConnectOptions.to(server.url()).transports(TransportKind.WEBSOCKET));
      assertTrue(over.await(90, SECONDS));

      heap.assertGrownByAtMost(MOST_KEPT);
      if (sent.get() < PINGED) {
        disconnects.assertNext(DisconnectReason.TRANSPORT_ERROR, "does not read");
      } else {
        disconnects.assertNoMore();
      }
    }
  }

  private static void readSlowly(RawWebSocket webSocket, CountDownLatch over) {
    var reader =
        new Thread(
            () -> {
              try {
                while (!over.await(READ_EVERY_MILLIS, MILLISECONDS)) {
                  for (int i = 0; i < PONGS_READ_AT_ONCE; i++) {
                    webSocket.read(0);
                  }
                }
              } catch (IOException | InterruptedException e) {
                // the client is gone
              }
            });
    reader.setDaemon(true);
    reader.start();
  }

  private static byte[] repeat(byte[] frame) {
    var frames = ByteBuffer.allocate(PINGS_AT_ONCE * frame.length);
    while (frames.hasRemaining()) {
      frames.put(frame);
    }
    return frames.array();
  }
}
