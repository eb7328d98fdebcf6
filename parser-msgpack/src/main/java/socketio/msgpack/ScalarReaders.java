package socketio.msgpack;

import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.value.ValueType;

/**
 * Readers of scalars. They are strict: numbers and strings are not converted into each other, but a
 * number without a fraction may have any format.
 */
final class ScalarReaders {
  private static final double TWO_TO_63 = 0x1p63;

  private static final Map<Class<?>, TypeReader> ALL = new HashMap<>();

  static {
    ALL.put(Object.class, NaturalReader.INSTANCE);
    both(byte.class, Byte.class, (byte) 0, s -> (byte) whole(s, byte.class, -128, 127));
    both(
        short.class,
        Short.class,
        (short) 0,
        s -> (short) whole(s, short.class, Short.MIN_VALUE, Short.MAX_VALUE));
    both(
        int.class,
        Integer.class,
        0,
        s -> (int) whole(s, int.class, Integer.MIN_VALUE, Integer.MAX_VALUE));
    both(long.class, Long.class, 0L, s -> whole(s, long.class, Long.MIN_VALUE, Long.MAX_VALUE));
    both(float.class, Float.class, 0f, s -> number(s, float.class).floatValue());
    both(double.class, Double.class, 0d, s -> number(s, double.class).doubleValue());
    both(boolean.class, Boolean.class, false, ScalarReaders::bool);
    both(char.class, Character.class, '\0', ScalarReaders::character);
    ALL.put(Number.class, s -> number(s, Number.class));
    ALL.put(BigInteger.class, ScalarReaders::bigInteger);
    ALL.put(BigDecimal.class, ScalarReaders::bigDecimal);
    ALL.put(String.class, s -> text(s, String.class));
    ALL.put(CharSequence.class, s -> text(s, CharSequence.class));
    ALL.put(byte[].class, s -> binary(s, byte[].class));
    ALL.put(ByteBuffer.class, s -> ByteBuffer.wrap(binary(s, ByteBuffer.class)));
    ALL.put(char[].class, s -> text(s, char[].class).toCharArray());
  }

  private ScalarReaders() {}

  /** The reader of a class, or null if its values are not scalar. */
  static @Nullable TypeReader of(Class<?> type) {
    return type.isEnum() ? new EnumReader(type) : ALL.get(type);
  }

  private static void both(Class<?> primitive, Class<?> boxed, Object zero, TypeReader reader) {
    ALL.put(boxed, reader);
    ALL.put(primitive, new PrimitiveReader(reader, zero));
  }

  /** Reads like the boxed type, but null is zero inside a container or record, as with Jackson. */
  private record PrimitiveReader(TypeReader boxed, Object zero) implements TypeReader {
    @Override
    public @Nullable Object read(ValueSource source) throws IOException {
      return boxed.read(source);
    }

    @Override
    public Object ofNull() {
      return zero;
    }
  }

  private record EnumReader(Class<?> type) implements TypeReader {
    @Override
    public Object read(ValueSource source) throws IOException {
      return constant(text(source, type), type);
    }
  }

  /** The constant of an enum that has this name. */
  static Object constant(String name, Class<?> type) throws PacketFault {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new PacketFault("the string is not a constant of " + type.getTypeName());
  }

  private static ValueType kind(ValueSource source) throws IOException {
    return source.format().getValueType();
  }

  private static String text(ValueSource source, Class<?> type) throws IOException {
    if (kind(source) == ValueType.STRING) {
      return source.text();
    }
    throw mismatch(source, type);
  }

  private static boolean bool(ValueSource source) throws IOException {
    if (kind(source) == ValueType.BOOLEAN) {
      return source.bool();
    }
    throw mismatch(source, boolean.class);
  }

  private static char character(ValueSource source) throws IOException {
    String text = text(source, char.class);
    if (text.length() != 1) {
      throw new PacketFault("a string has more or fewer characters than the one of a char");
    }
    return text.charAt(0);
  }

  private static Number number(ValueSource source, Class<?> type) throws IOException {
    return switch (kind(source)) {
      case INTEGER -> source.integer();
      case FLOAT -> source.decimal();
      default -> throw mismatch(source, type);
    };
  }

  private static long whole(ValueSource source, Class<?> type, long min, long max)
      throws IOException {
    Number number = number(source, type);
    long value = number.longValue();
    if (number instanceof Double decimal) {
      if (decimal != Math.rint(decimal)) { // NaN, too
        throw new PacketFault("a number has a fraction, which " + type + " cannot hold");
      }
      if (decimal < -TWO_TO_63 || decimal >= TWO_TO_63) {
        throw outOfRange(type);
      }
    } else if (number instanceof BigInteger) {
      throw outOfRange(type);
    }
    if (value < min || value > max) {
      throw outOfRange(type);
    }
    return value;
  }

  private static PacketFault outOfRange(Class<?> type) {
    return new PacketFault("a number is out of the range of " + type);
  }

  private static BigInteger bigInteger(ValueSource source) throws IOException {
    Number number = number(source, BigInteger.class);
    if (number instanceof BigInteger big) {
      return big;
    }
    if (number instanceof Double decimal) {
      try {
        return new BigDecimal(decimal).toBigIntegerExact();
      } catch (ArithmeticException | NumberFormatException e) {
        throw TypeReaders.mismatch(ValueType.FLOAT, BigInteger.class);
      }
    }
    return BigInteger.valueOf(number.longValue());
  }

  private static BigDecimal bigDecimal(ValueSource source) throws IOException {
    Number number = number(source, BigDecimal.class);
    if (number instanceof BigInteger big) {
      return new BigDecimal(big);
    }
    if (number instanceof Double decimal) {
      if (!Double.isFinite(decimal)) {
        throw TypeReaders.mismatch(ValueType.FLOAT, BigDecimal.class);
      }
      return BigDecimal.valueOf(decimal);
    }
    return BigDecimal.valueOf(number.longValue());
  }

  private static PacketFault mismatch(ValueSource source, Type type) throws IOException {
    return TypeReaders.mismatch(kind(source), type);
  }

  private static byte[] binary(ValueSource source, Class<?> type) throws IOException {
    ValueType kind = kind(source);
    switch (kind) {
      case BINARY -> {
        return source.binary();
      }
      case EXTENSION -> {
        if (source.extension() instanceof byte[] bytes) {
          return bytes;
        }
      }
      default -> {}
    }
    throw TypeReaders.mismatch(kind, type);
  }
}
