package socketio;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import socketio.internal.TypeNames;

/**
 * A generic type as a value: {@code new TypeRef<List<User>>() {}}.
 *
 * @param <T> the type
 */
public abstract class TypeRef<T> {
  private final Type type;

  /** Takes the type from the subclass's declaration. */
  protected TypeRef() {
    if (!(getClass().getGenericSuperclass() instanceof ParameterizedType parameterized)) {
      throw new IllegalStateException(
          "TypeRef without a type argument: write new TypeRef<List<User>>() {}");
    }
    type = parameterized.getActualTypeArguments()[0];
  }

  /**
   * The type.
   *
   * @return what stands between the angle brackets
   */
  public final Type type() {
    return type;
  }

  @Override
  public final String toString() {
    return TypeNames.of(type);
  }
}
