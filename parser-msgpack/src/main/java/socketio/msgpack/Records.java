package socketio.msgpack;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The components, constructor and accessors of a record class. Thread-safe. */
final class Records {
  private static final ClassValue<Records> ALL =
      new ClassValue<>() {
        @Override
        protected Records computeValue(Class<?> type) {
          return new Records(type);
        }
      };

  private final Class<?> type;
  private final RecordComponent[] components;
  private final byte[][] keys;
  private final @Nullable Constructor<?> constructor;

  private Records(Class<?> type) {
    this.type = type;
    components = type.getRecordComponents();
    keys =
        Arrays.stream(components)
            .map(component -> Wire.key(component.getName()))
            .toArray(byte[][]::new);
    constructor = open(type, components);
  }

  static Records of(Class<?> type) {
    return ALL.get(type);
  }

  /** The canonical constructor, or null if it and the accessors cannot be called. */
  private static @Nullable Constructor<?> open(Class<?> type, RecordComponent[] components) {
    try {
      Constructor<?> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      for (RecordComponent component : components) {
        component.getAccessor().setAccessible(true);
      }
      return constructor;
    } catch (InaccessibleObjectException e) {
      return null;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }

  int size() {
    return components.length;
  }

  String name(int index) {
    return components[index].getName();
  }

  Type genericType(int index) {
    return components[index].getGenericType();
  }

  /** The name of a component in the form of {@link Wire#key}. */
  byte[] key(int index) {
    return keys[index];
  }

  /** The index of the component with this name, or -1. */
  int index(String name) {
    for (int i = 0; i < components.length; i++) {
      if (components[i].getName().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  @Nullable Object get(Object instance, int index) throws PacketFault {
    opened();
    Method accessor = components[index].getAccessor();
    try {
      return accessor.invoke(instance);
    } catch (InvocationTargetException e) {
      throw thrown(e, "written").at(name(index));
    } catch (IllegalAccessException e) {
      throw closed();
    }
  }

  Object create(@Nullable Object[] values) throws PacketFault {
    try {
      return opened().newInstance(values);
    } catch (InvocationTargetException e) {
      throw thrown(e, "made");
    } catch (IllegalAccessException | InstantiationException e) {
      throw closed();
    }
  }

  private Constructor<?> opened() throws PacketFault {
    if (constructor == null) {
      throw closed();
    }
    return constructor;
  }

  private PacketFault closed() {
    return new PacketFault(
        "its module is closed: add \"opens %s to socketio.parser.msgpack;\" to the module-info of %s"
            .formatted(type.getPackageName(), type.getModule().getName()));
  }

  private static PacketFault thrown(InvocationTargetException e, String when) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new PacketFault(
        cause.getClass().getName() + " was thrown by its own code while it was " + when, cause);
  }
}
