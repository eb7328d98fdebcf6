package socketio.it.support;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.Args;

/** Shorthands for reading what a server sent. */
public final class Values {
  private Values() {}

  /** An argument that is not null. */
  public static <T> T get(Args args, int index, Class<T> type) {
    return requireNonNull(args.get(index, type));
  }

  /**
   * A value inside values of natural types.
   *
   * @param path the index of an argument, then indexes of lists and keys of maps
   */
  public static Object at(Args args, Object... path) {
    @Nullable Object value = args.toList();
    for (Object key : path) {
      value =
          value instanceof List<?> list
              ? list.get((Integer) key)
              : ((Map<?, ?>) requireNonNull(value)).get(key);
    }
    return requireNonNull(value);
  }
}
