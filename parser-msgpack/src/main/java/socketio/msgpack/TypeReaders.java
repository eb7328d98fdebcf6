package socketio.msgpack;

import java.io.IOException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.msgpack.value.ValueType;
import socketio.spi.support.ValueForm;

/** Finds the reader of a type. Thread-safe. */
final class TypeReaders {
  /**
   * Handlers use few types. Beyond this number, readers are looked up each time, so the cache stays
   * bounded.
   */
  private static final int MAX_CACHED_READERS = 256;

  private final Codec codec;
  private final ConcurrentHashMap<Type, TypeReader> readers = new ConcurrentHashMap<>();

  TypeReaders(Codec codec) {
    this.codec = codec;
  }

  TypeReader of(Type type) {
    TypeReader cached = readers.get(type);
    if (cached != null) {
      return cached;
    }
    TypeReader created = create(type);
    if (readers.size() < MAX_CACHED_READERS) {
      readers.put(type, created);
    }
    return created;
  }

  private TypeReader create(Type type) {
    if (type instanceof GenericArrayType array) {
      Type component = GenericTypes.resolve(array.getGenericComponentType(), Object.class);
      Class<?> raw = GenericTypes.raw(component);
      return raw == null ? codec(type) : ContainerReaders.array(raw, of(component));
    }
    Class<?> raw = GenericTypes.raw(type);
    if (raw == null) {
      return of(GenericTypes.resolve(type, Object.class));
    }
    TypeReader scalar = ScalarReaders.of(raw);
    if (scalar != null) {
      return scalar;
    }
    ValueForm form = ValueForm.reading(raw);
    if (form != null) {
      return source -> read(form, source);
    }
    if (OptionalReader.isOptional(raw)) {
      return new OptionalReader(raw, of(OptionalReader.content(raw, argument(type, 0))));
    }
    if (raw == AtomicReference.class) {
      return reference(of(argument(type, 0)));
    }
    if (raw.isRecord()) {
      return new RecordReader(this, type, raw);
    }
    if (raw.isArray()) {
      return ContainerReaders.array(raw.getComponentType(), of(raw.getComponentType()));
    }
    if (ContainerReaders.isCollection(raw)) {
      return ContainerReaders.collection(raw, of(argument(type, 0)));
    }
    if (ContainerReaders.isMap(raw)) {
      Class<?> keys = GenericTypes.raw(argument(type, 0));
      if (keys != null && ContainerReaders.isKey(keys)) {
        return ContainerReaders.map(raw, keys, of(argument(type, 1)));
      }
    }
    return codec(type);
  }

  private static Object read(ValueForm form, ValueSource source) throws IOException {
    Object value = NaturalReader.INSTANCE.read(source);
    try {
      return form.read(value == null ? "" : value);
    } catch (IllegalArgumentException e) {
      throw new PacketFault(String.valueOf(e.getMessage()));
    }
  }

  private static TypeReader reference(TypeReader content) {
    return source -> new AtomicReference<>(content.readOrNull(source));
  }

  private static Type argument(Type type, int index) {
    return GenericTypes.resolve(GenericTypes.argument(type, index), Object.class);
  }

  private TypeReader codec(Type type) {
    return new TypeReader() {
      @Override
      public @Nullable Object read(ValueSource source) throws IOException {
        int start = source.position();
        source.skip();
        return codec.read(source.data(), start, source.position(), type);
      }
    };
  }

  /** The fault of a value that is still to be read, or has just been. */
  static PacketFault mismatch(ValueType kind, Type type) {
    String value =
        switch (kind) {
          case NIL -> "null";
          case BOOLEAN -> "a boolean";
          case INTEGER, FLOAT -> "a number";
          case STRING -> "a string";
          case BINARY -> "binary data";
          case ARRAY -> "an array";
          case MAP -> "an object";
          case EXTENSION -> "an extension";
        };
    return new PacketFault(value + " does not fit " + type.getTypeName());
  }
}
