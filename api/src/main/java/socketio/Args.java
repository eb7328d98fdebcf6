package socketio;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.internal.LiteralArgs;

/**
 * The values of an event or of an acknowledgement. Immutable and thread-safe; values that came from
 * the server are decoded when they are asked for, each time anew.
 */
public interface Args {
  /**
   * Makes arguments of values. As the result of a call handler, several values in place of one.
   *
   * @param values the values, each of them one argument; null among them is a null argument
   * @return arguments that hold these values
   */
  static Args of(@Nullable Object... values) {
    return LiteralArgs.of(values);
  }

  /**
   * How many values there are.
   *
   * @return 0 or more
   */
  int size();

  /**
   * A value by its natural type, which is the same for every parser: String, Long,
   * java.math.BigInteger beyond the range of Long, Double, Boolean, {@code List<Object>}, {@code
   * Map<String, Object>} in the order of the wire, {@code byte[]}, or null.
   *
   * @param index which value, from 0
   * @return the value
   * @throws IndexOutOfBoundsException if there is no such value
   * @throws DecodingException if what the server sent cannot be read
   */
  @Nullable Object get(int index);

  /**
   * A value as an object of a class.
   *
   * @param index which value, from 0
   * @param type the class
   * @param <T> the type
   * @return the value; null if it is null on the wire
   * @throws IndexOutOfBoundsException if there is no such value
   * @throws DecodingException if the value cannot be read as this type
   */
  @SuppressWarnings({
    "unchecked",
    "TypeParameterUnusedInFormals"
  }) // the parser gives what it is asked for
  default <T> @Nullable T get(int index, Class<T> type) {
    return (T) get(index, (Type) type);
  }

  /**
   * A value as an object of a generic type.
   *
   * @param index which value, from 0
   * @param type the type
   * @param <T> the type
   * @return the value; null if it is null on the wire
   * @throws IndexOutOfBoundsException if there is no such value
   * @throws DecodingException if the value cannot be read as this type
   */
  @SuppressWarnings("unchecked") // the parser gives what it is asked for
  default <T> @Nullable T get(int index, TypeRef<T> type) {
    return (T) get(index, type.type());
  }

  /**
   * A value as an object of a type.
   *
   * @param index which value, from 0
   * @param type the type
   * @return the value; null if it is null on the wire
   * @throws IndexOutOfBoundsException if there is no such value
   * @throws DecodingException if the value cannot be read as this type
   */
  @Nullable Object get(int index, Type type);

  /**
   * All values by their natural types.
   *
   * @return an unmodifiable list
   * @throws DecodingException if what the server sent cannot be read
   */
  List<@Nullable Object> toList();
}
