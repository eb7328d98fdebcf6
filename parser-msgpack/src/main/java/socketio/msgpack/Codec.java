package socketio.msgpack;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;
import socketio.spi.support.Unsendable;

/** Writes and reads objects with an {@link ObjectCodec}, if there is one. */
final class Codec {
  private final @Nullable ObjectCodec objects;
  private final MsgpackLimits limits;

  Codec(@Nullable ObjectCodec objects, MsgpackLimits limits) {
    this.objects = objects;
    this.limits = limits;
  }

  /**
   * Writes an object.
   *
   * @param depth the number of containers around it
   * @throws PacketFault if it cannot be written
   */
  byte[] write(Object value, int depth) throws PacketFault {
    Class<?> type = value.getClass();
    if (objects == null) {
      String refusal = Unsendable.reason(type);
      throw refusal == null ? missing(type) : new PacketFault(refusal);
    }
    byte[] data;
    try {
      data = objects.write(value);
    } catch (IOException e) {
      throw new PacketFault(String.valueOf(e.getMessage()), e.getCause());
    }
    ValueScanner scanner = new ValueScanner(data, limits);
    try {
      scanner.skip(depth);
    } catch (DecodingException e) {
      throw new PacketFault(
          "the codec wrote an invalid value for %s, or one that exceeds MsgpackLimits"
              .formatted(type.getTypeName()));
    }
    if (!scanner.atEnd()) {
      throw new PacketFault("the codec wrote more than one value for " + type.getTypeName());
    }
    return data;
  }

  /**
   * Reads an object.
   *
   * @throws PacketFault if it cannot be read
   */
  @Nullable Object read(byte[] data, int start, int end, Type type) throws IOException {
    if (objects == null) {
      Class<?> raw = GenericTypes.raw(type);
      throw raw == null || Unsendable.reason(raw) == null
          ? missing(type)
          : new PacketFault(raw.getTypeName() + " is a type that no value is read as");
    }
    try {
      return objects.read(plain(data, start, end), type);
    } catch (PacketFault e) {
      throw e;
    } catch (IOException e) {
      throw new PacketFault(String.valueOf(e.getMessage()), e.getCause());
    }
  }

  /** A copy of a value in which natural values replace extensions. */
  private byte[] plain(byte[] data, int start, int end) throws IOException {
    byte[] copy = Arrays.copyOfRange(data, start, end);
    ValueScanner scanner = new ValueScanner(copy, limits);
    scanner.skip(0);
    if (!scanner.hasExtensions()) {
      return copy;
    }
    Object natural = NaturalReader.INSTANCE.read(new ValueSource(copy, 0, copy.length));
    FrameOutput output = new FrameOutput(limits);
    new ValueWriter(output, this, limits).write(natural);
    return output.finish();
  }

  private static PacketFault missing(Type type) {
    return new PacketFault(
        "MessagePack has no form for %s, and there is no codec: use records, maps and lists, or add org.msgpack:jackson-dataformat-msgpack, or pass a codec to MsgpackPacketParser.withCodec"
            .formatted(type.getTypeName()));
  }
}
