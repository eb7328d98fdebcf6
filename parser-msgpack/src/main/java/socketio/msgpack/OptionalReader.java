package socketio.msgpack;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads null, or a component of a record that is missing, as empty. */
final class OptionalReader implements TypeReader {
  private final Class<?> type;
  private final TypeReader content;

  OptionalReader(Class<?> type, TypeReader content) {
    this.type = type;
    this.content = content;
  }

  static boolean isOptional(Class<?> type) {
    return type == Optional.class
        || type == OptionalInt.class
        || type == OptionalLong.class
        || type == OptionalDouble.class;
  }

  /**
   * The type of what is in an optional.
   *
   * @param argument the type argument of an {@code Optional}
   */
  static Type content(Class<?> type, Type argument) {
    return type == OptionalInt.class
        ? Integer.class
        : type == OptionalLong.class
            ? Long.class
            : type == OptionalDouble.class ? Double.class : argument;
  }

  /** What is in an optional, or null. */
  static @Nullable Object content(Object optional) {
    if (optional instanceof Optional<?> some) {
      return some.orElse(null);
    }
    if (optional instanceof OptionalInt number) {
      return number.isPresent() ? (Object) number.getAsInt() : null;
    }
    if (optional instanceof OptionalLong number) {
      return number.isPresent() ? (Object) number.getAsLong() : null;
    }
    OptionalDouble number = (OptionalDouble) optional;
    return number.isPresent() ? (Object) number.getAsDouble() : null;
  }

  static Object empty(Class<?> type) {
    return type == OptionalInt.class
        ? OptionalInt.empty()
        : type == OptionalLong.class
            ? OptionalLong.empty()
            : type == OptionalDouble.class ? OptionalDouble.empty() : Optional.empty();
  }

  @Override
  public Object read(ValueSource source) throws IOException {
    return of(type, content.read(source));
  }

  /** An optional of this type, with this in it. */
  static Object of(Class<?> type, @Nullable Object value) {
    if (value instanceof Integer number && type == OptionalInt.class) {
      return OptionalInt.of(number);
    }
    if (value instanceof Long number && type == OptionalLong.class) {
      return OptionalLong.of(number);
    }
    return value instanceof Double number && type == OptionalDouble.class
        ? OptionalDouble.of(number)
        : Optional.ofNullable(value);
  }

  @Override
  public Object ofNull() {
    return empty(type);
  }
}
