package socketio.msgpack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.msgpack.Frames.packet;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.DecodingException;
import socketio.TypeRef;
import socketio.spi.Packet;

/** How packets and arguments are read. */
class MsgpackDecodeTest {
  private final MsgpackPacketParser parser = MsgpackPacketParser.create();

  record Point(int x, int y) {}

  record Optional(@Nullable String text, int number, boolean flag, @Nullable Integer boxed) {}

  record Pair<A, B extends Number>(A first, List<B> second) {}

  record Positive(int n) {
    Positive {
      if (n <= 0) {
        throw new IllegalArgumentException("must be positive");
      }
    }
  }

  enum Color {
    RED,
    BLUE
  }

  private Args arg(String hex) {
    return Frames.arg(parser, hex);
  }

  /** As Node's parser encodes {sid, pid: undefined}, with options and an id that is undefined. */
  @Test
  void undefinedIsAbsentAndOptionsAreIgnored() {
    Packet.Connect connect =
        assertInstanceOf(
            Packet.Connect.class,
            Frames.decode(
                parser,
                "85a47479706500a36e7370a12fa46461746182a3736964a178a3706964d40000"
                    + "a76f7074696f6e7381a8636f6d7072657373c3a26964d40000"));
    assertEquals(List.of(Map.of("sid", "x")), connect.data().toList());
  }

  /** As Node's parser encodes new Date(1000), undefined, a Uint8Array and {u: undefined, v: 1}. */
  @Test
  void whatJavaScriptHasAndMessagePackHasNotIsReadAsItsJsonWouldBe() {
    Packet.Event event =
        assertInstanceOf(
            Packet.Event.class,
            Frames.decode(
                parser,
                "84a47479706502a36e7370a12fa46461746195a164d70000000000000003e8d40000c701000782"
                    + "a175d40000a17601a76f7074696f6e7381a8636f6d7072657373c3"));
    Args args = event.args();
    assertEquals("1970-01-01T00:00:01.000Z", args.get(0));
    assertEquals(Instant.ofEpochSecond(1), args.get(0, Instant.class));
    assertEquals(Date.from(Instant.ofEpochSecond(1)), args.get(0, Date.class));
    assertNull(args.get(1));
    assertNull(args.get(1, Point.class));
    assertThrows(DecodingException.class, () -> args.get(1, int.class));
    assertArrayEquals(new byte[] {7}, (byte[]) args.get(2));
    assertArrayEquals(new byte[] {7}, args.get(2, byte[].class));
    assertEquals(Map.of("v", 1L), args.get(3));
    assertEquals(Map.of("v", 1L), args.get(3, new TypeRef<Map<String, Long>>() {}));
    assertEquals(Arrays.asList(null, 1L), arg("92d4000001").get(0));
  }

  /** As python-socketio does. */
  @Test
  void nilIsNoData() {
    assertEquals(new Packet.Disconnect("/"), Frames.decode(parser, packet(1, "c0")));
    Packet.Connect connect =
        assertInstanceOf(Packet.Connect.class, Frames.decode(parser, packet(0, "c0")));
    assertEquals(0, connect.data().size());
    Packet.ConnectError error =
        assertInstanceOf(Packet.ConnectError.class, Frames.decode(parser, packet(4, "c0")));
    assertEquals(0, error.data().size());
  }

  @Test
  void fieldsComeInAnyOrderAndForm() {
    Packet.Event event =
        assertInstanceOf(
            Packet.Event.class,
            Frames.decode(
                parser,
                "de0006 a26964 ce00000007 07 9102 a464617461 dc0002 d90165 2a a179 81c0c3"
                    + "a36e7370 d9082f61646d696e3f78 a474797065 cc02"));
    assertEquals("/admin", event.namespace());
    assertEquals(7, event.id());
    assertEquals("e", event.name());
    assertEquals(List.of(42L), event.args().toList());
  }

  @Test
  void nameThatIsANumberIsItsText() {
    assertEquals("7", name("07"));
    assertEquals("-200", name("d1ff38"));
    assertEquals("18446744073709551615", name("cfffffffffffffffff"));
  }

  private String name(String hex) {
    return assertInstanceOf(Packet.Event.class, Frames.decode(parser, packet(2, "91" + hex)))
        .name();
  }

  static Stream<Arguments> naturalValues() {
    return Stream.of(
        Arguments.of("01", 1L),
        Arguments.of("ff", -1L),
        Arguments.of("ccff", 255L),
        Arguments.of("d080", -128L),
        Arguments.of("ceffffffff", 4294967295L),
        Arguments.of("cf7fffffffffffffff", Long.MAX_VALUE),
        Arguments.of("cf8000000000000000", BigInteger.ONE.shiftLeft(63)),
        Arguments.of("d38000000000000000", Long.MIN_VALUE),
        Arguments.of("ca3fc00000", 1.5),
        Arguments.of("cb7ff8000000000000", Double.NaN),
        Arguments.of("a3616263", "abc"),
        Arguments.of("a261ff", "a\ufffd"),
        Arguments.of("c2", false),
        Arguments.of("82 a16101 a16102", Map.of("a", 2L)),
        Arguments.of(
            "84 0101 c302 cb3ff800000000000003 c004",
            Map.of("1", 1L, "true", 2L, "1.5", 3L, "null", 4L)),
        Arguments.of("d6ff 00000001", "1970-01-01T00:00:01.000Z"),
        Arguments.of("d7ff 0000000400000001", "1970-01-01T00:00:01.000000001Z"),
        Arguments.of("c70cff 1dcd6500 ffffffffffffffff", "1969-12-31T23:59:59.500Z"));
  }

  @ParameterizedTest
  @MethodSource("naturalValues")
  void valueHasItsNaturalType(String hex, Object value) {
    assertEquals(value, arg(hex).get(0));
    assertEquals(value, arg(hex).get(0, Object.class));
    assertEquals(List.of(value), arg("91" + hex).get(0));
    assertEquals(List.of(value), arg("91" + hex).get(0, List.class));
    assertEquals(
        Map.of("k", value), arg("81a16b" + hex).get(0, new TypeRef<Map<String, Object>>() {}));
  }

  @Test
  void containersAreOfTheNaturalClassesAndCanBeChanged() {
    assertEquals(LinkedHashMap.class, assertInstanceOf(Map.class, arg("80").get(0)).getClass());
    assertEquals(ArrayList.class, assertInstanceOf(List.class, arg("90").get(0)).getClass());
  }

  @Test
  void readsTheTypesThatItPromises() {
    Args args =
        Frames.transfer(
            parser,
            7,
            "RED",
            List.of(3, 1, 2),
            Map.of("2", "b", "1", "a"),
            "00000000-0000-0001-0000-000000000002",
            "https://example.com/",
            "1970-01-01T00:00:01Z",
            2.0,
            new byte[] {1},
            Map.of("RED", List.of(1)));
    assertEquals((byte) 7, args.get(0, byte.class));
    assertEquals((short) 7, args.get(0, Short.class));
    assertEquals(7f, args.get(0, float.class));
    assertEquals(7.0, args.get(0, Double.class));
    assertEquals(7L, args.get(0, Number.class));
    assertEquals(BigInteger.valueOf(7), args.get(0, BigInteger.class));
    assertEquals(BigDecimal.valueOf(7), args.get(0, BigDecimal.class));
    assertEquals(Color.RED, args.get(1, Color.class));
    assertEquals("RED", args.get(1, CharSequence.class));
    assertEquals(List.of(3, 1, 2), args.get(2, new TypeRef<List<Integer>>() {}));
    assertEquals(Set.of(1L, 2L, 3L), args.get(2, new TypeRef<Set<Long>>() {}));
    assertEquals(new TreeSet<>(List.of(1, 2, 3)), args.get(2, new TypeRef<TreeSet<Integer>>() {}));
    assertEquals(3, assertInstanceOf(Deque.class, args.get(2, Deque.class)).size());
    assertArrayEquals(new int[] {3, 1, 2}, args.get(2, int[].class));
    assertArrayEquals(new Long[] {3L, 1L, 2L}, args.get(2, Long[].class));
    assertEquals(Map.of(1, "a", 2, "b"), args.get(3, new TypeRef<SortedMap<Integer, String>>() {}));
    assertEquals(new UUID(1, 2), args.get(4, UUID.class));
    assertEquals(URI.create("https://example.com/"), args.get(5, URI.class));
    assertEquals(Instant.ofEpochSecond(1), args.get(6, Instant.class));
    assertEquals(2, args.get(7, int.class));
    assertEquals(new BigDecimal("2.0"), args.get(7, BigDecimal.class));
    assertEquals(ByteBuffer.wrap(new byte[] {1}), args.get(8, ByteBuffer.class));
    assertEquals(
        Map.of(Color.RED, List.of(1)), args.get(9, new TypeRef<Map<Color, List<Integer>>>() {}));
    assertEquals('x', Frames.transfer(parser, 'x').get(0, char.class));
    assertEquals(
        Map.of("a", 1L),
        Frames.transfer(parser, Map.of("a", 1)).get(0, new TypeRef<Map<?, ?>>() {}));
  }

  @Test
  void recordsAreReadByTheNamesOfTheirComponents() {
    // In another order, and with a key that is unknown.
    assertEquals(new Point(1, 2), arg("83 a17902 a17a9101 a17801").get(0, Point.class));
    assertEquals(new Point(0, 2), arg("82 a17902 07c0").get(0, Point.class));
    assertEquals(new Point(0, 2), arg("82 a17902 a178c0").get(0, Point.class));
    assertEquals(new Optional(null, 0, false, null), arg("80").get(0, Optional.class));
    assertEquals(
        List.of(new Point(1, 2), new Point(3, 4)),
        Frames.transfer(parser, List.of(new Point(1, 2), new Point(3, 4)))
            .get(0, new TypeRef<List<Point>>() {}));
  }

  @Test
  void genericRecordsAreReadByTheirTypeArguments() {
    Args args = Frames.transfer(parser, new Pair<>(new Point(1, 2), List.of(1, 2)));
    Type type = new TypeRef<Pair<Point, Integer>>() {}.type();
    assertEquals(new Pair<>(new Point(1, 2), List.of(1, 2)), args.get(0, type));
    assertEquals(
        new Pair<>(new Point(1, 2), List.of(1, 2)),
        args.get(0, new TypeRef<Pair<? extends Point, Integer>>() {}));
    assertEquals(new Pair<>(Map.of("x", 1L, "y", 2L), List.of(1L, 2L)), args.get(0, Pair.class));
  }

  static Stream<Arguments> mismatches() {
    String secret = "a6533343524554";
    return Stream.of(
        Arguments.of(secret, int.class, "a string does not fit int"),
        Arguments.of("07", String.class, "a number does not fit java.lang.String"),
        Arguments.of(
            "cb3ff8000000000000", int.class, "a number has a fraction, which int cannot hold"),
        Arguments.of("cb7ff8000000000000", long.class, "a number has a fraction"),
        Arguments.of("ceb2d05e00", int.class, "a number is out of the range of int"),
        Arguments.of("cfffffffffffffffff", long.class, "a number is out of the range of long"),
        Arguments.of("cb43e0000000000000", long.class, "a number is out of the range of long"),
        Arguments.of("92 01" + secret, int[].class, "at [1]: a string does not fit int"),
        Arguments.of("81 a178" + secret, Point.class, "at .x: a string does not fit int"),
        Arguments.of(
            "92 80 81 a178" + secret,
            new TypeRef<List<Point>>() {}.type(),
            "at [1].x: a string does not fit int"),
        Arguments.of(
            "81" + secret + secret,
            new TypeRef<Map<String, Integer>>() {}.type(),
            "at [key]: a string does not fit int"),
        Arguments.of(
            "81" + secret + "01",
            new TypeRef<Map<Integer, Integer>>() {}.type(),
            "a key does not fit java.lang.Integer"),
        Arguments.of("8190c0", Object.class, "the key of a map is neither a string nor a number"),
        Arguments.of(secret, Point.class, "a string does not fit " + Point.class.getTypeName()),
        Arguments.of(secret, Color.class, "the string is not a constant of "),
        Arguments.of(secret, Instant.class, "a string is not a valid java.time.Instant"),
        Arguments.of("01", Instant.class, "a number does not fit java.time.Instant"),
        Arguments.of(secret, UUID.class, "a string is not a valid java.util.UUID"),
        Arguments.of(secret, byte[].class, "a string does not fit byte[]"),
        Arguments.of(
            "81a16efb",
            Positive.class,
            "java.lang.IllegalArgumentException was thrown by its own code"),
        Arguments.of("c70cff ffffffff 7fffffffffffffff", Instant.class, " was thrown"));
  }

  @ParameterizedTest
  @MethodSource("mismatches")
  void mismatchNamesIndexTypeAndPlaceButNoValue(String hex, Type type, String reason) {
    Args args = arg(hex);
    DecodingException e = assertThrows(DecodingException.class, () -> args.get(0, type));
    String message = String.valueOf(e.getMessage());
    assertTrue(
        message.startsWith("argument 0 cannot be read as " + type.getTypeName() + ": "), message);
    assertTrue(message.contains(reason), message);
    for (Throwable t = e; t != null; t = t.getCause()) {
      assertTrue(!t.toString().contains("S3CRET"), t.toString());
    }
  }

  @Test
  void causeIsWhatTheTypesOwnCodeThrew() {
    DecodingException e =
        assertThrows(DecodingException.class, () -> arg("81a16efb").get(0, Positive.class));
    assertEquals(
        "must be positive",
        assertInstanceOf(IllegalArgumentException.class, e.getCause()).getMessage());
  }

  @Test
  void argumentsShowTheirNumberOnly() {
    assertEquals("Args[1]", arg("a6533343524554").toString());
  }
}
