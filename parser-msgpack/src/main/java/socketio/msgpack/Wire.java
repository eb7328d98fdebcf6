package socketio.msgpack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.msgpack.core.MessageFormat;
import socketio.DecodingException;

/** Byte-level constants and helpers of MessagePack and Socket.IO. */
final class Wire {
  /** The extension type of the JavaScript parser, for values for which MessagePack has no type. */
  static final byte JAVASCRIPT = 0;

  /** The extension type of MessagePack's own timestamps. */
  static final byte TIMESTAMP = -1;

  private Wire() {}

  /** A short string as MessagePack writes it: its length and its bytes. */
  static byte[] key(String name) {
    byte[] text = name.getBytes(UTF_8);
    byte[] header;
    if (text.length < 32) {
      header = new byte[] {(byte) (0xa0 | text.length)};
    } else if (text.length < 256) {
      header = new byte[] {(byte) 0xd9, (byte) text.length};
    } else {
      header = new byte[] {(byte) 0xda, (byte) (text.length >> 8), (byte) text.length};
    }
    byte[] key = Arrays.copyOf(header, header.length + text.length);
    System.arraycopy(text, 0, key, header.length, text.length);
    return key;
  }

  /** Whether these bytes are at this position. */
  static boolean startsWith(byte[] data, int position, int end, byte[] prefix) {
    return end - position >= prefix.length
        && Arrays.equals(data, position, position + prefix.length, prefix, 0, prefix.length);
  }

  /** Whether nil, or JavaScript's undefined, is at this position. */
  static boolean isNull(byte[] data, int position) {
    return data[position] == (byte) 0xc0 || isUndefined(data, position);
  }

  static boolean isUndefined(byte[] data, int position) {
    return data[position] == (byte) 0xd4 && data[position + 1] == JAVASCRIPT;
  }

  /** The string between these positions; replaces invalid UTF-8. */
  static String text(byte[] data, int start, int end) {
    int header =
        switch (MessageFormat.valueOf(data[start])) {
          case STR8 -> 2;
          case STR16 -> 3;
          case STR32 -> 5;
          default -> 1;
        };
    return new String(data, start + header, end - start - header, UTF_8);
  }

  static boolean isMap(byte[] data, int position) {
    return switch (MessageFormat.valueOf(data[position])) {
      case FIXMAP, MAP16, MAP32 -> true;
      default -> false;
    };
  }

  static boolean isArray(byte[] data, int position) {
    return switch (MessageFormat.valueOf(data[position])) {
      case FIXARRAY, ARRAY16, ARRAY32 -> true;
      default -> false;
    };
  }

  static boolean isString(byte[] data, int position) {
    return switch (MessageFormat.valueOf(data[position])) {
      case FIXSTR, STR8, STR16, STR32 -> true;
      default -> false;
    };
  }

  /** The exception for a frame that breaks the protocol. */
  static DecodingException malformed(String reason) {
    return new DecodingException("not a valid Socket.IO packet: " + reason);
  }
}
