package socketio.examples.jdk;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;

/** Makes messages of the parts that the JDK delivers, up to a size. For one thread at a time. */
final class IncomingMessage {
  private final long limit;
  private @Nullable BoundedBytes bytes;
  private @Nullable StringBuilder text;
  private long textBytes;

  IncomingMessage(long limit) {
    this.limit = limit;
  }

  /**
   * Takes a part of a binary message.
   *
   * @return the message that it completes, or null
   */
  @Nullable Frame add(ByteBuffer part, boolean last) throws IOException {
    if (bytes == null) {
      bytes = new BoundedBytes(limit);
    }
    if (!bytes.add(part)) {
      throw exceeded();
    }
    if (!last) {
      return null;
    }
    Frame message = new Frame.Binary(bytes.toByteArray());
    bytes = null;
    return message;
  }

  /** As above, of a text. */
  @Nullable Frame add(CharSequence part, boolean last) throws IOException {
    textBytes += utf8Length(part);
    if (textBytes > limit) {
      throw exceeded();
    }
    if (last && text == null) {
      textBytes = 0;
      return new Frame.Text(part.toString());
    }
    if (text == null) {
      text = new StringBuilder();
    }
    text.append(part);
    if (!last) {
      return null;
    }
    Frame message = new Frame.Text(text.toString());
    text = null;
    textBytes = 0;
    return message;
  }

  /** The JDK has checked that surrogates come in pairs. */
  private static long utf8Length(CharSequence part) {
    long length = part.length();
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c >= 0x80) {
        length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
      }
    }
    return length;
  }

  private IOException exceeded() {
    return new IOException(
        "The server sent a message of more than "
            + limit
            + " bytes; raise the maximum message size if it is meant to");
  }
}
