package socketio.internal;

import java.lang.reflect.Type;

/** How messages name a type. */
public final class TypeNames {
  private TypeNames() {}

  /** What {@link Type#getTypeName} gives, which Android has since API level 28 only. */
  public static String of(Type type) {
    return type instanceof Class<?> raw ? raw.getTypeName() : type.toString();
  }
}
