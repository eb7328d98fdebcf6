package socketio.json;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DecodingException;

/** Arguments kept as JSON text: every access parses its part of the text. */
final class JsonArgs implements Args {
  private final ArgumentReader reader;
  private final String text;
  private final int[] elements;
  private final int first;
  private final byte[][] attachments;

  /**
   * Takes ownership of the arrays.
   *
   * @param elements where the elements of the payload are, see {@link PayloadScanner}
   * @param first the first element that is an argument
   */
  JsonArgs(ArgumentReader reader, String text, int[] elements, int first, byte[][] attachments) {
    this.reader = reader;
    this.text = text;
    this.elements = elements;
    this.first = first;
    this.attachments = attachments;
  }

  @Override
  public int size() {
    return PayloadScanner.count(elements) - first;
  }

  @Override
  public @Nullable Object get(int index) {
    return get(index, (Type) Object.class);
  }

  @Override
  public @Nullable Object get(int index, Type type) {
    Objects.requireNonNull(type, "type must not be null");
    int element = first + Objects.checkIndex(index, size());
    int start = PayloadScanner.start(elements, element);
    int end = PayloadScanner.end(elements, element);
    if (!isNull(start, end)) {
      return reader.read(text, start, end, attachments, type, index);
    }
    if (type instanceof Class<?> wanted && wanted.isPrimitive()) {
      throw new DecodingException(
          String.format(
              "argument %d is null, which %s cannot hold: use a type that is not primitive",
              index, type));
    }
    return StandardValues.ofNull(type);
  }

  /** Whether the element is the literal null. The scanner has made sure that it is not blank. */
  private boolean isNull(int start, int end) {
    int from = start;
    while (PayloadScanner.isBlank(text.charAt(from))) {
      from++;
    }
    if (!text.startsWith("null", from)) {
      return false;
    }
    int after = from + 4;
    while (after < end && PayloadScanner.isBlank(text.charAt(after))) {
      after++;
    }
    return after == end;
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
