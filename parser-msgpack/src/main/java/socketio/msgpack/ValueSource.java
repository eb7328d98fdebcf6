package socketio.msgpack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.msgpack.core.ExtensionTypeHeader;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** Reads values that {@link ValueScanner} has accepted, in sequence and in place. */
final class ValueSource {
  /** JavaScript's undefined. */
  static final Object UNDEFINED = new Object();

  private static final MessagePack.UnpackerConfig CONFIG = new MessagePack.UnpackerConfig();

  private final byte[] data;
  private final int start;
  private final int end;
  private final MessageUnpacker unpacker;

  ValueSource(byte[] data, int start, int end) {
    this.data = data;
    this.start = start;
    this.end = end;
    unpacker = CONFIG.newUnpacker(data, start, end - start);
  }

  byte[] data() {
    return data;
  }

  /** Where the next value begins. */
  int position() {
    return start + (int) unpacker.getTotalReadBytes();
  }

  MessageFormat format() throws IOException {
    return unpacker.getNextFormat();
  }

  void skip() throws IOException {
    unpacker.skipValue();
  }

  /** Skips nil, or JavaScript's undefined; false if the next value is neither. */
  boolean skipNull() throws IOException {
    if (!Wire.isNull(data, position())) {
      return false;
    }
    unpacker.skipValue();
    return true;
  }

  /** Whether JavaScript's undefined is next. */
  boolean isUndefined() {
    return Wire.isUndefined(data, position());
  }

  /** Skips a key if it is this one, in the form of {@link Wire#key}. */
  boolean skipKey(byte[] key) throws IOException {
    if (!Wire.startsWith(data, position(), end, key)) {
      return false;
    }
    unpacker.skipValue();
    return true;
  }

  int arrayHeader() throws IOException {
    return unpacker.unpackArrayHeader();
  }

  int mapHeader() throws IOException {
    return unpacker.unpackMapHeader();
  }

  boolean bool() throws IOException {
    return unpacker.unpackBoolean();
  }

  /** Reads a string. The unpacker would allocate 16 KiB to decode any string, however short. */
  String text() throws IOException {
    int from = position();
    unpacker.skipValue();
    return Wire.text(data, from, position());
  }

  double decimal() throws IOException {
    return unpacker.unpackDouble();
  }

  /** Reads an integer: a Long, or a BigInteger if out of its range. */
  Number integer() throws IOException {
    boolean beyond = unpacker.getNextFormat() == MessageFormat.UINT64 && data[position() + 1] < 0;
    return beyond ? (Number) unpacker.unpackBigInteger() : (Number) unpacker.unpackLong();
  }

  byte[] binary() throws IOException {
    return unpacker.readPayload(unpacker.unpackBinaryHeader());
  }

  /** Reads an extension: a byte[], an Instant, or {@link #UNDEFINED}. */
  Object extension() throws IOException {
    MessageFormat format = unpacker.getNextFormat();
    ExtensionTypeHeader header = unpacker.unpackExtensionTypeHeader();
    if (header.getType() == Wire.TIMESTAMP) {
      return unpacker.unpackTimestamp(header);
    }
    byte[] content = unpacker.readPayload(header.getLength());
    return switch (format) {
      case FIXEXT1 -> UNDEFINED;
      case FIXEXT8 -> Instant.ofEpochMilli(ByteBuffer.wrap(content).getLong());
      default -> content;
    };
  }
}
