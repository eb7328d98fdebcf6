package socketio.examples.cbor;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import socketio.Args;

/** Arguments that are still CBOR: every access decodes its own part of the frame again. */
final class CborArgs implements Args {
  private final ValueReader reader;
  private final byte[] frame;
  private final int[] bounds;
  private final int first;

  /**
   * Takes ownership of the arrays.
   *
   * @param bounds the offsets at which the values begin, and the end of the last one
   * @param first the index of the first value that is an argument
   */
  CborArgs(ValueReader reader, byte[] frame, int[] bounds, int first) {
    this.reader = reader;
    this.frame = frame;
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
    int value = first + Objects.checkIndex(index, size());
    int start = bounds[value];
    return reader.read(frame, start, bounds[value + 1] - start, type, index);
  }

  @Override
  public List<@Nullable Object> toList() {
    List<@Nullable Object> list = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      list.add(get(i));
    }
    return Collections.unmodifiableList(list);
  }

  /** Shows only the number of arguments: content may be secret. */
  @Override
  public String toString() {
    return "Args[" + size() + "]";
  }
}
