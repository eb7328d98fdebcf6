package socketio.msgpack;

import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import socketio.spi.support.ValueForm;

/** Readers of arrays, collections and maps. */
final class ContainerReaders {
  private static final Map<Class<?>, IntFunction<Collection<@Nullable Object>>> COLLECTIONS =
      new HashMap<>();
  private static final Map<Class<?>, Supplier<Map<Object, @Nullable Object>>> MAPS =
      new HashMap<>();

  private static final Map<Class<?>, Function<String, Object>> KEYS =
      Map.ofEntries(
          Map.entry(Object.class, text -> text),
          Map.entry(String.class, text -> text),
          Map.entry(CharSequence.class, text -> text),
          Map.entry(Byte.class, Byte::valueOf),
          Map.entry(Short.class, Short::valueOf),
          Map.entry(Integer.class, Integer::valueOf),
          Map.entry(Long.class, Long::valueOf),
          Map.entry(Float.class, Float::valueOf),
          Map.entry(Double.class, Double::valueOf),
          Map.entry(BigInteger.class, BigInteger::new),
          Map.entry(BigDecimal.class, BigDecimal::new),
          Map.entry(Boolean.class, Boolean::valueOf),
          Map.entry(Character.class, ContainerReaders::character));

  static {
    for (Class<?> type : List.of(Iterable.class, Collection.class, List.class, ArrayList.class)) {
      COLLECTIONS.put(type, ArrayList::new);
    }
    for (Class<?> type : List.of(Set.class, LinkedHashSet.class)) {
      COLLECTIONS.put(type, size -> new LinkedHashSet<>());
    }
    for (Class<?> type : List.of(SortedSet.class, NavigableSet.class, TreeSet.class)) {
      COLLECTIONS.put(type, size -> new TreeSet<>());
    }
    for (Class<?> type : List.of(Queue.class, Deque.class, ArrayDeque.class)) {
      COLLECTIONS.put(type, size -> new ArrayDeque<>());
    }
    COLLECTIONS.put(HashSet.class, size -> new HashSet<>());
    for (Class<?> type : List.of(Map.class, LinkedHashMap.class)) {
      MAPS.put(type, LinkedHashMap::new);
    }
    for (Class<?> type : List.of(SortedMap.class, NavigableMap.class, TreeMap.class)) {
      MAPS.put(type, TreeMap::new);
    }
    MAPS.put(HashMap.class, HashMap::new);
  }

  private ContainerReaders() {}

  static boolean isCollection(Class<?> type) {
    return COLLECTIONS.containsKey(type);
  }

  static boolean isMap(Class<?> type) {
    return MAPS.containsKey(type);
  }

  static TypeReader collection(Class<?> type, TypeReader elements) {
    IntFunction<Collection<@Nullable Object>> creator = COLLECTIONS.get(type);
    if (creator == null) {
      throw new IllegalArgumentException(type + " is not a supported collection");
    }
    return source -> {
      int size = size(source, type);
      Collection<@Nullable Object> collection = creator.apply(size);
      for (int i = 0; i < size; i++) {
        collection.add(element(source, elements, i));
      }
      return collection;
    };
  }

  static TypeReader array(Class<?> component, TypeReader elements) {
    Class<?> type = component.arrayType();
    return source -> {
      int size = size(source, type);
      Object array = Array.newInstance(component, size);
      for (int i = 0; i < size; i++) {
        Array.set(array, i, element(source, elements, i));
      }
      return array;
    };
  }

  private static int size(ValueSource source, Class<?> type) throws IOException {
    if (!source.format().getValueType().isArrayType()) {
      throw TypeReaders.mismatch(source.format().getValueType(), type);
    }
    return source.arrayHeader();
  }

  private static @Nullable Object element(ValueSource source, TypeReader elements, int index)
      throws IOException {
    try {
      return elements.readOrNull(source);
    } catch (PacketFault e) {
      throw e.at(index);
    }
  }

  static TypeReader map(Class<?> type, Class<?> keys, TypeReader values) {
    Supplier<Map<Object, @Nullable Object>> creator = MAPS.get(type);
    if (creator == null) {
      throw new IllegalArgumentException(type + " is not a supported map");
    }
    return source -> {
      if (!source.format().getValueType().isMapType()) {
        throw TypeReaders.mismatch(source.format().getValueType(), type);
      }
      int size = source.mapHeader();
      Map<Object, @Nullable Object> map = creator.get();
      for (int i = 0; i < size; i++) {
        Object key = key(NaturalReader.key(source), keys);
        if (source.isUndefined()) {
          source.skip();
        } else {
          map.put(key, value(source, values));
        }
      }
      return map;
    };
  }

  private static @Nullable Object value(ValueSource source, TypeReader values) throws IOException {
    try {
      return values.readOrNull(source);
    } catch (PacketFault e) {
      throw e.atKey();
    }
  }

  /** Whether maps may have keys of this class. */
  static boolean isKey(Class<?> type) {
    return type.isEnum() || KEYS.containsKey(type) || ValueForm.reading(type) != null;
  }

  private static Object key(String text, Class<?> type) throws PacketFault {
    Function<String, Object> reader = KEYS.get(type);
    if (reader == null && type.isEnum()) {
      return ScalarReaders.constant(text, type);
    }
    try {
      ValueForm form = reader == null ? ValueForm.reading(type) : null;
      return form != null ? form.readKey(text) : Objects.requireNonNull(reader).apply(text);
    } catch (IllegalArgumentException e) {
      throw new PacketFault("a key does not fit " + type.getTypeName());
    }
  }

  private static char character(String text) {
    if (text.length() != 1) {
      throw new IllegalArgumentException();
    }
    return text.charAt(0);
  }
}
