package socketio.msgpack;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DecodingException;

/** Arguments kept as MessagePack: every access reads its part of the frame. */
final class MsgpackArgs implements Args {
  private final ArgumentReader reader;
  private final byte[] data;
  private final int[] bounds;
  private final int first;

  /**
   * Takes ownership of the arrays.
   *
   * @param bounds where the values begin, and where the last one ends
   * @param first the first value that is an argument
   */
  MsgpackArgs(ArgumentReader reader, byte[] data, int[] bounds, int first) {
    this.reader = reader;
    this.data = data;
    this.bounds = bounds;
    this.first = first;
  }

  @Override
  public int size() {
    return bounds.length - 1 - first;
  }

  @Override
  public @Nullable Object get(int index) {
    return get(index, (Type) Object.class);
  }

  @Override
  public @Nullable Object get(int index, Type type) {
    Objects.requireNonNull(type, "type must not be null");
    int value = first + Objects.checkIndex(index, size());
    int start = bounds[value];
    if (!Wire.isNull(data, start)) {
      return reader.read(data, start, bounds[value + 1], type, index);
    }
    if (type instanceof Class<?> wanted && wanted.isPrimitive()) {
      throw new DecodingException(
          "argument %d is null, which %s cannot hold: use a type that is not primitive"
              .formatted(index, type));
    }
    Class<?> raw = GenericTypes.raw(type);
    return raw != null && OptionalReader.isOptional(raw) ? OptionalReader.empty(raw) : null;
  }

  @Override
  public List<@Nullable Object> toList() {
    List<@Nullable Object> list = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      list.add(get(i));
    }
    return Collections.unmodifiableList(list);
  }

  /** Shows the number only: the content may be secret. */
  @Override
  public String toString() {
    return "Args[" + size() + "]";
  }
}
