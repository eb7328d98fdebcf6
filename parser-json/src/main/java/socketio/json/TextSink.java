package socketio.json;

import java.io.IOException;
import java.io.Writer;
import socketio.spi.Frame;

/**
 * Collects the text of a packet, after the character with which Engine.IO prefixes a message on a
 * WebSocket: an engine that finds it there need not copy the text to add it. Jackson writes a lone
 * surrogate unchanged, which UTF-8 cannot represent; here it becomes an escape, as in JavaScript.
 */
final class TextSink extends Writer {
  /** Where the packet begins. */
  static final int START = 1;

  /**
   * Space for a longer string is reserved, so that the text is not copied several times as it
   * grows.
   */
  private static final int LONG = 1 << 12;

  private static final char ENGINE_MESSAGE = '4';

  private final StringBuilder text = new StringBuilder(160).append(ENGINE_MESSAGE);
  private final int maxLength;
  private boolean surrogates;

  TextSink(int maxLength) {
    this.maxLength = maxLength;
  }

  /** The text so far, from {@link #START} on, to write the header. */
  StringBuilder builder() {
    return text;
  }

  /** Reserves space for a string that follows. */
  void reserve(int length) {
    if (length > LONG && length <= room()) {
      text.ensureCapacity(text.length() + Math.min(room(), length + LONG));
    }
  }

  private int room() {
    return maxLength - (text.length() - START);
  }

  @Override
  public void write(char[] chars, int offset, int length) throws IOException {
    if (length > room()) {
      throw new PacketFault(
          String.format("its text has more than %d chars (JsonLimits can allow more)", maxLength));
    }
    for (int i = offset; i < offset + length && !surrogates; i++) {
      surrogates = Character.isSurrogate(chars[i]);
    }
    text.append(chars, offset, length);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  /** The text as a frame. */
  Frame.Text frame() {
    return new Frame.Text(surrogates ? escapeLoneSurrogates() : text.toString(), START);
  }

  private String escapeLoneSurrogates() {
    StringBuilder escaped = null;
    int copied = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (escaped == null) {
        escaped = new StringBuilder(text.length() + 16);
      }
      escaped.append(text, copied, i).append("\\u").append(Integer.toHexString(c));
      copied = i + 1;
    }
    return escaped == null
        ? text.toString()
        : escaped.append(text, copied, text.length()).toString();
  }
}
