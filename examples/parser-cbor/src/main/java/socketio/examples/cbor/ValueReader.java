package socketio.examples.cbor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import socketio.DecodingException;

/** Decodes one value to a Java type. Thread-safe. */
final class ValueReader {
  private final ObjectMapper mapper;
  private final ObjectReader natural;

  ValueReader(ObjectMapper mapper) {
    this.mapper = mapper;
    this.natural = Mappers.newNaturalMapper().readerFor(Object.class);
  }

  /**
   * Decodes an argument.
   *
   * @throws DecodingException if it is invalid or of another type; the message names index and type
   *     but no value, and there is no cause, because Jackson quotes what it cannot read
   */
  @Nullable Object read(byte[] frame, int start, int length, Type type, int index) {
    try {
      return type == Object.class
          ? natural.readValue(frame, start, length)
          : mapper
              .readerFor(mapper.getTypeFactory().constructType(type))
              .readValue(frame, start, length);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      throw new DecodingException(
          "argument %d cannot be read as %s (%s)"
              .formatted(index, type.getTypeName(), e.getClass().getSimpleName()));
    }
  }
}
