package socketio.it.support;

import java.io.IOException;
import socketio.testkit.contract.RawWebSocket;

/**
 * A session over WebSocket.
 *
 * @param webSocket its connection, for sending what is no packet
 */
public record RawWebSocketPeer(RawWebSocket webSocket) implements RawPeer {
  private static final int MAX_PACKET = 1 << 20;
  private static final int NORMAL_CLOSURE = 1000;

  @Override
  public void send(String packet) throws IOException {
    webSocket.writeText(packet);
  }

  @Override
  public void flush() {}

  /** Reads up to the client's close frame, and answers it. */
  void finish() throws IOException {
    while (webSocket.read(0).opcode() != RawWebSocket.CLOSE) {
      // not wanted any more
    }
    webSocket.writeClose(NORMAL_CLOSURE);
  }

  @Override
  public String receive() throws IOException {
    return webSocket.read(MAX_PACKET).text();
  }
}
