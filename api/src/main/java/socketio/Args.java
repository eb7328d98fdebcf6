package socketio;

import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.internal.Check;
import socketio.internal.LiteralArgs;

/**
 * The values of an event or an acknowledgement. Immutable and thread-safe; values from the server
 * are decoded anew on each access, by the parser; those of {@link #of} are returned as they are and
 * not converted.
 *
 * <p>Received values are forwarded by emitting them: {@code emit("relay", args)} sends each of them
 * as one argument, {@code emit("relay", room, args)} the room before them. Inside a list, a map or
 * an object an {@code Args} cannot be encoded; put {@link #toList()} there.
 *
 * @since 1.0
 */
public interface Args {
  /**
   * Creates arguments from values. A call handler returns them to acknowledge with several values
   * instead of one.
   *
   * @param values the values; each is one argument, and a null value is a null argument; a null
   *     array is one null argument. An {@code Args} among them adds each of its values, as their
   *     natural types
   * @return arguments that hold these values
   * @throws DecodingException if an {@code Args} among the values cannot be read
   */
  static Args of(@Nullable Object... values) {
    return LiteralArgs.of(values);
  }

  /**
   * Returns the number of values.
   *
   * @return 0 or more
   */
  int size();

  /**
   * Returns a value as its natural type, which is the same for every parser: String, Long,
   * java.math.BigInteger beyond the range of Long, Double, Boolean, {@code List<Object>}, {@code
   * Map<String, Object>} in wire order, {@code byte[]}, or null.
   *
   * @param index the index of the value, from 0
   * @return the value
   * @throws IndexOutOfBoundsException if there is no such value
   * @throws DecodingException if the data from the server cannot be read
   */
  @Nullable Object get(int index);

  /**
   * Returns a value as an instance of a class.
   *
   * @param index the index of the value, from 0
   * @param type the class
   * @param <T> the type
   * @return the value; null if it is null on the wire
   * @throws IndexOutOfBoundsException if there is no such value
   * @throws DecodingException if the value cannot be read as this type, as null cannot as a
   *     primitive one
   */
  @SuppressWarnings({
    "unchecked",
    "TypeParameterUnusedInFormals"
  }) // the parser returns the requested type
  default <T> @Nullable T get(int index, Class<T> type) {
    return (T) get(index, (Type) Check.notNull(type, "type"));
  }

  /**
   * Returns a value as an instance of a generic type.
   *
   * @param index the index of the value, from 0
   * @param type the type
   * @param <T> the type
   * @return the value; null if it is null on the wire
   * @throws IndexOutOfBoundsException if there is no such value
   * @throws DecodingException if the value cannot be read as this type, as null cannot as a
   *     primitive one
   */
  @SuppressWarnings("unchecked") // the parser returns the requested type
  default <T> @Nullable T get(int index, TypeRef<T> type) {
    return (T) get(index, Check.notNull(type, "type").type());
  }

  /**
   * Returns a value as an instance of a type.
   *
   * @param index the index of the value, from 0
   * @param type the type
   * @return the value; null if it is null on the wire
   * @throws IndexOutOfBoundsException if there is no such value
   * @throws DecodingException if the value cannot be read as this type, as null cannot as a
   *     primitive one
   */
  @Nullable Object get(int index, Type type);

  /**
   * Returns all values as their natural types.
   *
   * @return an unmodifiable list
   * @throws DecodingException if the data from the server cannot be read
   */
  List<@Nullable Object> toList();
}
