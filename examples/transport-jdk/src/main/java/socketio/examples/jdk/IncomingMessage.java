package socketio.examples.jdk;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;
import socketio.spi.support.BoundedBytes;
import socketio.spi.support.TransportErrors;

/**
 * Joins the parts of messages that the JDK delivers, up to a size. For one thread at a time. If a
 * message is too large, {@code add} throws, which the JDK reports to {@code onError}.
 */
final class IncomingMessage {
  private final long limit;
  private final BoundedBytes bytes;
  private final StringBuilder text = new StringBuilder();
  private long textBytes;

  IncomingMessage(long limit) {
    this.limit = limit;
    this.bytes = new BoundedBytes(limit);
  }

  /** Takes a part; returns the message that it completes, or null. */
  @Nullable Frame add(ByteBuffer part, boolean last) {
    check(bytes.add(part));
    return last ? new Frame.Binary(bytes.take()) : null;
  }

  /** Takes a part; returns the message that it completes, or null. */
  @Nullable Frame add(CharSequence part, boolean last) {
    textBytes += utf8Length(part);
    check(textBytes <= limit);
    if (last && text.isEmpty()) {
      textBytes = 0;
      return new Frame.Text(part.toString());
    }
    text.append(part);
    if (!last) {
      return null;
    }
    var message = new Frame.Text(text.toString());
    text.setLength(0);
    text.trimToSize();
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

  private void check(boolean fits) {
    if (!fits) {
      throw new UncheckedIOException(TransportErrors.messageTooLarge(limit));
    }
  }
}
