package socketio.msgpack;

import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Reads maps as records, by the names of their components. Ignores unknown keys; missing components
 * are null, or zero.
 */
final class RecordReader implements TypeReader {
  private final TypeReaders all;
  private final Type type;
  private final Records shape;

  /** Filled on demand, because a record may contain its own type. */
  private final @Nullable TypeReader[] readers;

  RecordReader(TypeReaders all, Type type, Class<?> raw) {
    this.all = all;
    this.type = type;
    shape = Records.of(raw);
    readers = new TypeReader[shape.size()];
  }

  @Override
  public Object read(ValueSource source) throws IOException {
    if (!source.format().getValueType().isMapType()) {
      throw TypeReaders.mismatch(source.format().getValueType(), type);
    }
    @Nullable Object[] values = new Object[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = reader(i).ofNull();
    }
    int size = source.mapHeader();
    int next = 0;
    for (int i = 0; i < size; i++) {
      int index = component(source, next);
      if (index < 0) {
        source.skip();
      } else {
        values[index] = value(source, index);
        next = index + 1;
      }
    }
    return shape.create(values);
  }

  private @Nullable Object value(ValueSource source, int index) throws IOException {
    try {
      return reader(index).readOrNull(source);
    } catch (PacketFault e) {
      throw e.at(shape.name(index));
    }
  }

  /** Skips a key, most likely that of the expected component. */
  private int component(ValueSource source, int expected) throws IOException {
    if (expected < shape.size() && source.skipKey(shape.key(expected))) {
      return expected;
    }
    if (!source.format().getValueType().isStringType()) {
      source.skip();
      return -1;
    }
    return shape.index(source.text());
  }

  private TypeReader reader(int index) {
    TypeReader reader = readers[index];
    if (reader == null) {
      reader = all.of(GenericTypes.resolve(shape.genericType(index), type));
      readers[index] = reader;
    }
    return reader;
  }
}
