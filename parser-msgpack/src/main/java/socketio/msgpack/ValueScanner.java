package socketio.msgpack;

import static socketio.msgpack.Wire.malformed;

import java.util.Arrays;
import org.msgpack.core.MessageFormat;
import socketio.DecodingException;

/**
 * Finds the ends of values, in one pass over their bytes and without reading them. An accepted
 * value is complete, not nested too deeply, and has only known extensions; whether it fits the
 * requested type is checked when it is read.
 */
final class ValueScanner {
  private static final int[] NONE = {};

  private final byte[] data;
  private final MsgpackLimits limits;
  private int[] open = NONE;
  private int position;
  private int values;
  private boolean extensions;
  private boolean binary;

  ValueScanner(byte[] data, MsgpackLimits limits) {
    this.data = data;
    this.limits = limits;
  }

  /** Where the next value begins. */
  int position() {
    return position;
  }

  boolean atEnd() {
    return position == data.length;
  }

  /** Whether an extension has been skipped. */
  boolean hasExtensions() {
    return extensions;
  }

  /** Whether binary content has been skipped. */
  boolean hasBinary() {
    return binary;
  }

  /**
   * Skips the header of a map.
   *
   * @return the number of keys and values that follow, or -1 if there is no map and nothing was
   *     skipped
   * @throws DecodingException if it is cut short
   */
  int mapHeader() {
    return position < data.length && Wire.isMap(data, position) ? element() : -1;
  }

  /**
   * Skips an array of arguments.
   *
   * @return where its elements begin, and where it ends
   * @throws DecodingException if it is not valid
   */
  int[] array() {
    int count = element();
    int[] bounds = new int[count + 1];
    for (int i = 0; i < count; i++) {
      bounds[i] = position;
      skip(1);
    }
    bounds[count] = position;
    return bounds;
  }

  /**
   * Skips a value.
   *
   * @param depth the number of containers around it
   * @throws DecodingException if it is not valid
   */
  void skip(int depth) {
    int level = 0;
    while (true) {
      int inside = element();
      if (inside >= 0 && depth + level >= limits.depth()) {
        throw malformed(
            "its payload is nested more than %d deep (a peer that needs more needs MsgpackLimits)"
                .formatted(limits.depth()));
      }
      if (inside > 0) {
        if (level == open.length) {
          open = Arrays.copyOf(open, Math.max(8, level * 2));
        }
        open[level++] = inside;
      } else {
        while (level > 0 && --open[level - 1] == 0) {
          level--;
        }
        if (level == 0) {
          return;
        }
      }
    }
  }

  /**
   * Skips a scalar, or the header of a container.
   *
   * @return the number of values in the container, or -1 for a scalar
   */
  private int element() {
    if (++values > limits.values()) {
      throw tooMany();
    }
    require(1);
    byte first = data[position];
    switch (MessageFormat.valueOf(first)) {
      case POSFIXINT, NEGFIXINT, NIL, BOOLEAN -> pass(1);
      case UINT8, INT8 -> pass(2);
      case UINT16, INT16 -> pass(3);
      case UINT32, INT32, FLOAT32 -> pass(5);
      case UINT64, INT64, FLOAT64 -> pass(9);
      case FIXSTR -> pass(1 + (first & 0x1f));
      case STR8 -> pass(2 + length(1));
      case STR16 -> pass(3 + length(2));
      case STR32 -> pass(5 + length(4));
      case BIN8 -> binary(2 + length(1));
      case BIN16 -> binary(3 + length(2));
      case BIN32 -> binary(5 + length(4));
      case FIXEXT1 -> extension(1, 1, true);
      case FIXEXT2 -> extension(1, 2, true);
      case FIXEXT4 -> extension(1, 4, true);
      case FIXEXT8 -> extension(1, 8, true);
      case FIXEXT16 -> extension(1, 16, true);
      case EXT8 -> extension(2, length(1), false);
      case EXT16 -> extension(3, length(2), false);
      case EXT32 -> extension(5, length(4), false);
      case FIXARRAY -> {
        return container(1, first & 0xf);
      }
      case ARRAY16 -> {
        return container(3, length(2));
      }
      case ARRAY32 -> {
        return container(5, length(4));
      }
      case FIXMAP -> {
        return container(1, (first & 0xf) * 2L);
      }
      case MAP16 -> {
        return container(3, length(2) * 2);
      }
      case MAP32 -> {
        return container(5, length(4) * 2);
      }
      case NEVER_USED -> throw malformed("it has a byte, 0xc1, that MessagePack never uses");
    }
    return -1;
  }

  private void binary(long size) {
    binary = true;
    pass(size);
  }

  /**
   * Skips an extension.
   *
   * @param header the number of bytes before its type
   * @param fixed whether its length is part of its format
   */
  private void extension(int header, long length, boolean fixed) {
    require(header + 1);
    byte type = data[position + header];
    // JavaScript's undefined has 1 byte and its Date 8, if fixed; an ArrayBuffer is never fixed.
    boolean javaScript = type == Wire.JAVASCRIPT && (!fixed || length == 1 || length == 8);
    boolean timestamp = type == Wire.TIMESTAMP && (length == 4 || length == 8 || length == 12);
    if (!javaScript && !timestamp) {
      throw malformed(
          "it has an extension of type %d and %d bytes, which is unknown".formatted(type, length));
    }
    extensions = true;
    binary |= javaScript && !fixed;
    pass(header + 1 + length);
  }

  private int container(int header, long inside) {
    pass(header);
    require(inside); // an element has one byte at least
    if (inside > limits.values() - values) {
      throw tooMany(); // before memory is allocated for them
    }
    return (int) inside;
  }

  private DecodingException tooMany() {
    return malformed(
        "it has more than %d values (a peer that sends more needs MsgpackLimits)"
            .formatted(limits.values()));
  }

  /** An unsigned number of some bytes after the first one. */
  private long length(int bytes) {
    require(1 + bytes);
    long length = 0;
    for (int i = 1; i <= bytes; i++) {
      length = length << 8 | (data[position + i] & 0xff);
    }
    return length;
  }

  private void pass(long size) {
    require(size);
    position += (int) size;
  }

  private void require(long size) {
    if (size > data.length - position) {
      throw malformed("it is cut short");
    }
  }
}
