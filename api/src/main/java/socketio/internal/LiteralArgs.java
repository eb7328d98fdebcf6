package socketio.internal;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DecodingException;

/** Arguments that the application passed as objects. */
public final class LiteralArgs implements Args {
  private static final LiteralArgs NONE = new LiteralArgs(new Object[0]);

  private final @Nullable Object[] values;

  private LiteralArgs(@Nullable Object[] values) {
    this.values = values;
  }

  /**
   * Returns arguments with these values; an {@link Args} among them stands for its own values.
   * {@code (Object[]) null}, to which {@code Args.of(null)} compiles, is one null value.
   */
  @SuppressWarnings("NullAway") // the caller's varargs array may itself be null
  public static LiteralArgs of(@Nullable Object... values) {
    if (values == null) {
      return new LiteralArgs(new @Nullable Object[] {null});
    }
    for (Object value : values) {
      if (value instanceof Args) {
        return new LiteralArgs(flatten(values));
      }
    }
    return values.length == 0 ? NONE : new LiteralArgs(values.clone());
  }

  private static @Nullable Object[] flatten(@Nullable Object[] values) {
    var flat = new ArrayList<@Nullable Object>();
    for (Object value : values) {
      if (value instanceof Args args) {
        flat.addAll(args.toList());
      } else {
        flat.add(value);
      }
    }
    return flat.toArray();
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public @Nullable Object get(int index) {
    return values[index];
  }

  @Override
  public @Nullable Object get(int index, Type type) {
    Check.notNull(type, "type");
    Object value = values[index];
    Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
    if (value == null) {
      if (raw instanceof Class<?> wanted && wanted.isPrimitive()) {
        throw new DecodingException(
            String.format(
                "argument %d is null, which %s cannot hold: use a type that is not primitive",
                index, wanted));
      }
      return null;
    }
    if (raw instanceof Class<?> wanted && boxed(wanted).isInstance(value)) {
      return value;
    }
    throw new DecodingException(
        String.format(
            "argument %d is a %s, not a %s",
            index, value.getClass().getTypeName(), TypeNames.of(type)));
  }

  private static Class<?> boxed(Class<?> type) {
    return type.isPrimitive() ? MethodType.methodType(type).wrap().returnType() : type;
  }

  @Override
  public List<@Nullable Object> toList() {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  @Override
  public String toString() {
    return "Args[" + values.length + "]";
  }
}
