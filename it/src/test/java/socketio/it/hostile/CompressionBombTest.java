package socketio.it.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.testkit.contract.RawWebSocket.FINAL;
import static socketio.testkit.contract.RawWebSocket.TEXT;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.it.support.DisconnectRecorder;
import socketio.it.support.Heap;
import socketio.it.support.RawIoServer;
import socketio.testkit.contract.RawWebSocket;

/** A small WebSocket message that would inflate to a large one; Jetty does not offer to inflate. */
@Timeout(60)
class CompressionBombTest {
  private static final int COMPRESSED = 0x40;
  private static final int CAP = 1 << 20;
  private static final int MEBIBYTES = 512;

  @Test
  void endsTheConnectionAndIsNotInflated() throws Exception {
    byte[] bomb = bomb();
    assertTrue(bomb.length < CAP, () -> bomb.length + " bytes");
    byte[] header = RawWebSocket.header(FINAL | COMPRESSED | TEXT, bomb.length);
    try (var server =
            RawIoServer.webSocket(
                List.of("Sec-WebSocket-Extensions: permessage-deflate"),
                (peer, session) -> {
                  peer.webSocket().writeRaw(header);
                  peer.webSocket().writeRaw(bomb);
                });
        Client client =
            Client.builder().transport("okhttp").maxMessageSize(CAP).reconnection(false).build()) {
      DisconnectRecorder disconnects = DisconnectRecorder.of(client);
      var heap = new Heap();

      client.connect(ConnectOptions.to(server.url()).transports(TransportKind.WEBSOCKET));

      disconnects.assertNext(
          DisconnectReason.TRANSPORT_ERROR, CAP + " bytes", "maximum message size");
      heap.assertGrownByAtMost(32 << 20);
    }
  }

  /** Pieces that inflate to a mebibyte each. */
  private static byte[] bomb() {
    var deflater = new Deflater(9, true);
    deflater.setInput("a".repeat(1 << 20).getBytes(US_ASCII));
    var piece = new byte[1 << 16];
    int length = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
    deflater.end();
    var bomb = new ByteArrayOutputStream();
    for (int i = 0; i < MEBIBYTES; i++) {
      bomb.write(piece, 0, length);
    }
    return bomb.toByteArray();
  }
}
