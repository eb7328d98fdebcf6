package socketio.msgpack;

import java.io.IOException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

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

  static PacketFault mismatch(Type type) {
    return new PacketFault("the value does not fit " + type.getTypeName());
  }
}
