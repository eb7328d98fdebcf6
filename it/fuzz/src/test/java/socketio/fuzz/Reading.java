package socketio.fuzz;

import java.lang.reflect.Type;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DecodingException;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * Reads the arguments of packets as handlers do: by their natural types, and as one of some other
 * types. What comes out has to be of that type, or a {@link DecodingException}.
 */
final class Reading {
  /** More of them would only be more of the same. */
  private static final int MOST_ARGUMENTS = 8;

  private final Parser parser;
  private final List<Type> types;

  Reading(Parser parser, List<Type> types) {
    this.parser = parser;
    this.types = types;
  }

  /**
   * Reads a packet.
   *
   * @param choice chooses the type
   */
  void read(Packet packet, int choice) {
    Args args = args(packet);
    List<@Nullable Object> natural = null;
    try {
      natural = args.toList();
    } catch (DecodingException e) {
      check(e);
    }
    for (int i = 0; i < Math.min(args.size(), MOST_ARGUMENTS); i++) {
      Type type = types.get(Math.floorMod(choice + i, types.size()));
      try {
        Object value = args.get(i, type);
        if (value != null && type instanceof Class<?> wanted && !boxed(wanted).isInstance(value)) {
          throw new AssertionError(value.getClass() + " in place of " + type);
        }
      } catch (DecodingException e) {
        check(e);
      }
    }
    if (natural != null) {
      natural.forEach(Reading::requireNatural);
      comesBack(packet, natural);
    }
  }

  private static void check(DecodingException e) {
    Objects.requireNonNull(e.getMessage(), "a DecodingException says what is wrong");
  }

  private static Args args(Packet packet) {
    if (packet instanceof Packet.Event event) {
      return event.args();
    }
    if (packet instanceof Packet.Ack ack) {
      return ack.args();
    }
    if (packet instanceof Packet.Connect connect) {
      return connect.data();
    }
    return packet instanceof Packet.ConnectError error ? error.data() : Args.of();
  }

  private static Class<?> boxed(Class<?> type) {
    return type.isPrimitive()
        ? java.lang.invoke.MethodType.methodType(type).wrap().returnType()
        : type;
  }

  /** {@link Args#get(int)} names the types. */
  private static void requireNatural(@Nullable Object value) {
    if (value instanceof List<?> list) {
      list.forEach(Reading::requireNatural);
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, element) -> {
            if (!(key instanceof String)) {
              throw new AssertionError("a key that is no String");
            }
            requireNatural(element);
          });
    } else if (!(value == null
        || value instanceof String
        || value instanceof Long
        || value instanceof BigInteger
        || value instanceof Double
        || value instanceof Boolean
        || value instanceof byte[])) {
      throw new AssertionError(value.getClass() + " is no natural type");
    }
  }

  /** Whatever was read can be sent, and is the same to who receives it. */
  private void comesBack(Packet packet, List<@Nullable Object> values) {
    if (!(packet instanceof Packet.Event event) || !isUnambiguous(values)) {
      return;
    }
    Args args = Args.of(values.toArray());
    Parser.Decoder decoder = parser.newDecoder();
    Packet decoded = null;
    for (Frame frame :
        parser.encode(new Packet.Event(event.namespace(), event.id(), event.name(), args))) {
      decoded = decoder.decode(frame);
    }
    if (!(decoded instanceof Packet.Event same)
        || !same.namespace().equals(event.namespace())
        || same.id() != event.id()
        || !same.name().equals(event.name())
        || !equal(same.args().toList(), values)) {
      throw new AssertionError("what was sent again came as another event");
    }
  }

  /** What looks like a placeholder of an attachment is taken for one, and NaN becomes null. */
  private static boolean isUnambiguous(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().allMatch(Reading::isUnambiguous);
    }
    if (value instanceof Map<?, ?> map) {
      return !map.containsKey("_placeholder")
          && map.values().stream().allMatch(Reading::isUnambiguous);
    }
    return !(value instanceof Double number) || Double.isFinite(number);
  }

  private static boolean equal(@Nullable Object a, @Nullable Object b) {
    if (a instanceof byte[] first && b instanceof byte[] second) {
      return Arrays.equals(first, second);
    }
    if (a instanceof List<?> first && b instanceof List<?> second) {
      boolean same = first.size() == second.size();
      for (int i = 0; same && i < first.size(); i++) {
        same = equal(first.get(i), second.get(i));
      }
      return same;
    }
    if (a instanceof Map<?, ?> first && b instanceof Map<?, ?> second) {
      return first.keySet().equals(second.keySet())
          && first.keySet().stream().allMatch(key -> equal(first.get(key), second.get(key)));
    }
    if (a instanceof Number first && b instanceof Number second) {
      return first.doubleValue() == second.doubleValue();
    }
    return Objects.equals(a, b);
  }
}
