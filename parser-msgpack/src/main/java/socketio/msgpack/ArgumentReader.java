package socketio.msgpack;

import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;

/** Reads parts of a frame as Java values. Thread-safe. */
final class ArgumentReader {
  private final TypeReaders readers;

  ArgumentReader(Codec codec) {
    readers = new TypeReaders(codec);
  }

  /**
   * Reads one argument, which is not null.
   *
   * @throws DecodingException if it is not of this type
   */
  @Nullable Object read(byte[] data, int start, int end, Type type, int index) {
    try {
      return readers.of(type).read(new ValueSource(data, start, end));
    } catch (PacketFault e) {
      throw new DecodingException(
          "argument %d cannot be read as %s: %s".formatted(index, type.getTypeName(), e.reason()),
          e.getCause());
    } catch (StackOverflowError e) {
      throw new DecodingException(
          "argument %d cannot be read as %s: it is nested too deeply for this type"
              .formatted(index, type.getTypeName()));
    } catch (IOException | RuntimeException e) {
      throw new DecodingException(
          "argument %d cannot be read as %s: %s was thrown"
              .formatted(index, type.getTypeName(), e.getClass().getName()));
    }
  }

  /**
   * Reads a value as its natural type.
   *
   * @throws DecodingException if it cannot be read
   */
  static @Nullable Object natural(byte[] data, int position) {
    try {
      return NaturalReader.INSTANCE.read(new ValueSource(data, position, data.length));
    } catch (IOException | RuntimeException e) {
      throw Wire.malformed("it has a value that cannot be read");
    }
  }
}
