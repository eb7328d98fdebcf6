package socketio.engineio;

import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import socketio.spi.Frame;

/**
 * The packets of a polling response, decoded one by one as they are wanted. There is no limit to
 * their number: the size of the response is limited already.
 */
final class Payload {
  private static final byte[] NOTHING = {};

  private byte[] bytes;
  private int position;

  Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Whether there is another packet; an empty payload has one, which is not valid. */
  boolean hasNext() {
    return position <= bytes.length;
  }

  /**
   * The next packet.
   *
   * @throws ProtocolException if it is empty or has invalid base64
   */
  Frame next() throws ProtocolException {
    int from = position;
    int to = from;
    while (to < bytes.length && bytes[to] != PacketCodec.SEPARATOR) {
      to++;
    }
    position = to + 1;
    byte[] all = bytes;
    if (!hasNext()) {
      bytes = NOTHING; // the last packet must not keep all of them in memory
    }
    if (from == to) {
      throw new ProtocolException("an empty packet");
    }
    if (all[from] == PacketCodec.BASE64) {
      return PacketCodec.binary(ByteBuffer.wrap(all, from + 1, to - from - 1));
    }
    return new Frame.Text(new String(all, from, to - from, StandardCharsets.UTF_8));
  }
}
