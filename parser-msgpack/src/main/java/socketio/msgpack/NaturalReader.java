package socketio.msgpack;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.spi.support.ValueForm;

/**
 * Reads values as their natural types, see {@link socketio.Args#get(int)}. Values that JSON cannot
 * express become what JavaScript would write as JSON: a timestamp is a string, and an undefined
 * member of an object is omitted.
 */
final class NaturalReader implements TypeReader {
  static final NaturalReader INSTANCE = new NaturalReader();

  private NaturalReader() {}

  @Override
  public @Nullable Object read(ValueSource source) throws IOException {
    return switch (source.format().getValueType()) {
      case NIL -> {
        source.skip();
        yield null;
      }
      case BOOLEAN -> source.bool();
      case INTEGER -> source.integer();
      case FLOAT -> source.decimal();
      case STRING -> source.text();
      case BINARY -> source.binary();
      case ARRAY -> array(source);
      case MAP -> map(source);
      case EXTENSION -> extension(source);
    };
  }

  private List<@Nullable Object> array(ValueSource source) throws IOException {
    int size = source.arrayHeader();
    List<@Nullable Object> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(read(source));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(ValueSource source) throws IOException {
    int size = source.mapHeader();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      String key = key(source);
      if (source.isUndefined()) {
        source.skip();
      } else {
        map.put(key, read(source));
      }
    }
    return map;
  }

  /** A key as it would be in JSON: always a string. */
  static String key(ValueSource source) throws IOException {
    return switch (source.format().getValueType()) {
      case STRING -> source.text();
      case INTEGER -> source.integer().toString();
      case FLOAT -> Double.toString(source.decimal());
      case BOOLEAN -> Boolean.toString(source.bool());
      case NIL -> {
        source.skip();
        yield "null";
      }
      default -> throw new PacketFault("the key of a map is neither a string nor a number");
    };
  }

  private static @Nullable Object extension(ValueSource source) throws IOException {
    Object value = source.extension();
    if (value instanceof Instant instant) {
      return ValueForm.isoText(instant);
    }
    return value == ValueSource.UNDEFINED ? null : value;
  }
}
