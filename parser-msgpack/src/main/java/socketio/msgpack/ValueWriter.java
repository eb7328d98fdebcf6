package socketio.msgpack;

import java.io.IOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePacker;
import socketio.spi.support.Unsendable;
import socketio.spi.support.ValueForm;

/** Writes the values of one packet. */
final class ValueWriter {
  private final FrameOutput output;
  private final MessagePacker packer;
  private final Codec codec;
  private final MsgpackLimits limits;
  private int depth;

  ValueWriter(FrameOutput output, Codec codec, MsgpackLimits limits) {
    this.output = output;
    packer = output.packer();
    this.codec = codec;
    this.limits = limits;
  }

  /** Begins the list of arguments, which counts as a container. */
  void beginArguments(int size) throws IOException {
    deeper();
    packer.packArrayHeader(size);
  }

  /**
   * Writes a value.
   *
   * @throws PacketFault if it cannot be written
   */
  void write(@Nullable Object value) throws IOException {
    if (value == null) {
      packer.packNil();
    } else if (value instanceof String text) {
      packer.packString(text);
    } else if (value instanceof Number number) {
      write(number);
    } else if (value instanceof Boolean bool) {
      packer.packBoolean(bool);
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else if (value instanceof Collection<?> collection) {
      collection(collection);
    } else if (value instanceof Record fields) {
      fields(fields);
    } else if (value instanceof byte[] bytes) {
      packer.packBinaryHeader(bytes.length);
      output.raw(bytes);
    } else if (value instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      write(bytes);
    } else if (value.getClass().isArray()) {
      array(value);
    } else {
      other(value);
    }
  }

  private void other(Object value) throws IOException {
    ValueForm form = ValueForm.of(value.getClass());
    if (value instanceof Enum<?> constant) {
      packer.packString(constant.name());
    } else if (value instanceof CharSequence || value instanceof Character) {
      packer.packString(value.toString());
    } else if (form != null) {
      write(form.write(value));
    } else if (OptionalReader.isOptional(value.getClass())) {
      write(OptionalReader.content(value));
    } else if (value instanceof AtomicReference<?> reference) {
      deeper(); // it may contain itself
      write(reference.get());
      depth--;
    } else if (value instanceof Iterable<?> iterable && isData(value)) {
      iterator(iterable.iterator());
    } else if (value instanceof Iterator<?> iterator && isData(value)) {
      iterator(iterator);
    } else {
      output.raw(codec.write(value, depth));
    }
  }

  /** Whether what this iterates may be sent: a path and a stream of files are no data. */
  private static boolean isData(Object value) {
    return Unsendable.reason(value.getClass()) == null && !ForeignTypes.isForeign(value.getClass());
  }

  private void write(Number number) throws IOException {
    if (number instanceof Integer
        || number instanceof Long
        || number instanceof Short
        || number instanceof Byte) {
      packer.packLong(number.longValue());
    } else if (number instanceof Double) {
      packer.packDouble(number.doubleValue());
    } else if (number instanceof Float single) {
      single(single);
    } else if (number instanceof BigInteger big) {
      integer(big);
    } else if (number instanceof BigDecimal decimal) {
      decimal(decimal);
    } else {
      other(number);
    }
  }

  /** Writes 1.1f as 1.1, as JSON does, and not as 1.100000023841858. */
  private void single(float value) throws IOException {
    double shortest = shortest(value);
    if (shortest == value || !Float.isFinite(value)) {
      packer.packFloat(value);
    } else {
      packer.packDouble(shortest);
    }
  }

  /** The double that has the digits of a float. */
  static double shortest(float value) {
    return value == Math.rint(value) ? value : Double.parseDouble(Float.toString(value));
  }

  private void integer(BigInteger value) throws IOException {
    if (value.bitLength() > (value.signum() < 0 ? 63 : 64)) {
      throw new PacketFault("an integer does not fit into 64 bits: send it as a string");
    }
    packer.packBigInteger(value);
  }

  private void decimal(BigDecimal value) throws IOException {
    if (isLong(value)) {
      packer.packLong(value.longValueExact()); // no fraction, as in JSON
      return;
    }
    double nearest = value.doubleValue();
    if (!Double.isFinite(nearest) || BigDecimal.valueOf(nearest).compareTo(value) != 0) {
      throw new PacketFault("a decimal has more digits than a double holds: send it as a string");
    }
    packer.packDouble(nearest);
  }

  /** Whether a decimal is written without a fraction. */
  static boolean isLong(BigDecimal value) {
    return value.scale() <= 0 && value.precision() - (long) value.scale() < 19;
  }

  private void map(Map<?, ?> map) throws IOException {
    deeper();
    int rest = map.size();
    packer.packMapHeader(rest);
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      requireSameSize(--rest >= 0);
      packer.packString(key(entry.getKey()));
      try {
        write(entry.getValue());
      } catch (PacketFault e) {
        throw e.atKey();
      }
    }
    requireSameSize(rest == 0);
    depth--;
  }

  /** Keys are written as strings, which every peer accepts. */
  private static String key(@Nullable Object key) throws PacketFault {
    if (key instanceof String text) {
      return text;
    }
    String text = key == null ? null : ValueForm.key(key);
    if (text == null) {
      throw new PacketFault(
          "a map has a key that is "
              + (key == null ? "null" : "a " + key.getClass().getTypeName())
              + ": keys must be strings, numbers, enum constants, or of a type that is sent as text");
    }
    return text;
  }

  /** Writes elements whose number is known at the end only. */
  private void iterator(Iterator<?> elements) throws IOException {
    deeper();
    FrameOutput own = new FrameOutput(limits);
    ValueWriter writer = new ValueWriter(own, codec, limits);
    writer.depth = depth;
    int size = 0;
    while (elements.hasNext()) {
      writer.element(elements.next(), size++);
    }
    packer.packArrayHeader(size);
    output.raw(own.finish());
    depth--;
  }

  private void collection(Collection<?> collection) throws IOException {
    deeper();
    int size = collection.size();
    packer.packArrayHeader(size);
    int index = 0;
    for (Object element : collection) {
      requireSameSize(index < size);
      element(element, index++);
    }
    requireSameSize(index == size);
    depth--;
  }

  private void element(@Nullable Object element, int index) throws IOException {
    try {
      write(element);
    } catch (PacketFault e) {
      throw e.at(index);
    }
  }

  /**
   * Rejects a value that another thread changed meanwhile, which would produce an unreadable frame.
   */
  private static void requireSameSize(boolean same) throws PacketFault {
    if (!same) {
      throw new PacketFault("its size changed while it was written");
    }
  }

  private void array(Object array) throws IOException {
    deeper();
    if (array instanceof Object[] elements) {
      packer.packArrayHeader(elements.length);
      for (int i = 0; i < elements.length; i++) {
        element(elements[i], i);
      }
    } else if (array instanceof int[] ints) {
      packer.packArrayHeader(ints.length);
      for (int element : ints) {
        packer.packInt(element);
      }
    } else if (array instanceof long[] longs) {
      packer.packArrayHeader(longs.length);
      for (long element : longs) {
        packer.packLong(element);
      }
    } else if (array instanceof double[] doubles) {
      packer.packArrayHeader(doubles.length);
      for (double element : doubles) {
        packer.packDouble(element);
      }
    } else if (array instanceof char[] text) {
      packer.packString(new String(text)); // as Jackson does
    } else {
      int length = Array.getLength(array);
      packer.packArrayHeader(length);
      for (int i = 0; i < length; i++) {
        write(Array.get(array, i));
      }
    }
    depth--;
  }

  private void fields(Record instance) throws IOException {
    deeper();
    Records shape = Records.of(instance.getClass());
    packer.packMapHeader(shape.size());
    for (int i = 0; i < shape.size(); i++) {
      Object value = shape.get(instance, i);
      output.raw(shape.key(i));
      try {
        write(value);
      } catch (PacketFault e) {
        throw e.at(shape.name(i));
      }
    }
    depth--;
  }

  private void deeper() throws PacketFault {
    if (++depth > limits.depth()) {
      throw new PacketFault("it contains itself, or is nested deeper than MsgpackLimits allow");
    }
  }
}
