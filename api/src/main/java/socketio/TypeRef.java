package socketio;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import socketio.internal.TypeNames;

/**
 * A generic type as a value: {@code new TypeRef<List<User>>() {}}. The braces are necessary: they
 * create the subclass that records the type.
 *
 * @param <T> the type
 * @since 1.0
 */
public abstract class TypeRef<T> {
  private final Type type;

  /**
   * Captures the type argument of the subclass.
   *
   * @throws IllegalStateException if the subclass names none
   */
  protected TypeRef() {
    if (!(getClass().getGenericSuperclass() instanceof ParameterizedType parameterized)) {
      throw new IllegalStateException(
          "TypeRef without a type argument: write new TypeRef<List<User>>() {}");
    }
    type = parameterized.getActualTypeArguments()[0];
  }

  /**
   * Returns the type.
   *
   * @return the type argument
   */
  public final Type type() {
    return type;
  }

  @Override
  public final String toString() {
    return TypeNames.of(type);
  }
}
