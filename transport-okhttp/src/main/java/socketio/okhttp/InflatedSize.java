package socketio.okhttp;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import okio.Buffer;

/**
 * Measures the inflated size of compressed WebSocket messages (RFC 7692, 7.2.2) without keeping
 * their content: a few kilobytes may become a thousand times as many. For one thread, the reader.
 */
final class InflatedSize {
  private static final byte[] TAIL = {0, 0, (byte) 0xff, (byte) 0xff};

  private final boolean keepsContext;
  private final Inflater inflater = new Inflater(true);
  private final Buffer piece = new Buffer();
  private final byte[] output = new byte[8192];
  private long size;

  /**
   * @param keepsContext whether a message may refer to the content of earlier ones
   */
  InflatedSize(boolean keepsContext) {
    this.keepsContext = keepsContext;
  }

  /**
   * Takes a part of the current message.
   *
   * @return the size of the message so far
   */
  long add(Buffer source, long offset, long count) throws IOException {
    source.copyTo(piece, offset, count);
    inflate(piece.readByteArray());
    return size;
  }

  void endMessage() throws IOException {
    inflate(TAIL);
    size = 0;
    if (!keepsContext || inflater.finished()) {
      inflater.reset();
    }
  }

  private void inflate(byte[] input) throws IOException {
    inflater.setInput(input);
    try {
      int count;
      while ((count = inflater.inflate(output)) > 0) {
        size += count;
      }
    } catch (DataFormatException e) {
      throw new IOException("The server sent a message whose compression is invalid", e);
    }
  }

  void close() {
    inflater.end();
  }
}
