package socketio.internal;

import java.lang.reflect.Type;

/** Names of types for messages. */
public final class TypeNames {
  private TypeNames() {}

  /** Returns the result of {@link Type#getTypeName}, which Android lacks before API level 28. */
  public static String of(Type type) {
    return type instanceof Class<?> raw ? raw.getTypeName() : type.toString();
  }
}
