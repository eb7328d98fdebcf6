package socketio.msgpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.AbstractList;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.DecodingException;
import socketio.EncodingException;
import socketio.spi.Packet;

/** The form of values on the wire, and the values that are rejected. */
class MsgpackEncodeTest {
  private final MsgpackPacketParser parser = MsgpackPacketParser.create();

  record Point(int x, @Nullable String y) {}

  record ALongNameOfAComponent(int aNameOfMoreThanThirtyOneCharacters) {}

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of((byte) 1, "01"),
        Arguments.of((short) -1, "ff"),
        Arguments.of(255, "ccff"),
        Arguments.of(Long.MIN_VALUE, "d38000000000000000"),
        Arguments.of(BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE), "cfffffffffffffffff"),
        Arguments.of(1.0, "cb3ff0000000000000"),
        Arguments.of(Double.NaN, "cb7ff8000000000000"),
        Arguments.of(1.5f, "ca3fc00000"),
        Arguments.of(new BigDecimal("1.50"), "cb3ff8000000000000"),
        Arguments.of('c', "a163"),
        Arguments.of(java.nio.CharBuffer.wrap("sb"), "a27362"),
        Arguments.of(TimeUnit.SECONDS, "a75345434f4e4453"),
        Arguments.of("a\ud83d", "a2613f"),
        Arguments.of(new UUID(1, 2), "d924" + Frames.hex(ascii(new UUID(1, 2).toString()))),
        Arguments.of(
            Instant.ofEpochSecond(1), "b8" + Frames.hex(ascii("1970-01-01T00:00:01.000Z"))),
        Arguments.of(
            Date.from(Instant.ofEpochMilli(1)),
            "b8" + Frames.hex(ascii("1970-01-01T00:00:00.001Z"))),
        Arguments.of(1.1f, "cb3ff199999999999a"),
        Arguments.of(new BigDecimal("7"), "07"),
        Arguments.of(new int[] {1, 2}, "920102"),
        Arguments.of(new long[] {1, -1}, "9201ff"),
        Arguments.of(new double[] {1}, "91cb3ff0000000000000"),
        Arguments.of(new boolean[] {true}, "91c3"),
        Arguments.of(new char[] {'a', 'b'}, "a26162"),
        Arguments.of(new String[] {"a", null}, "92a161c0"),
        Arguments.of(new byte[][] {{1}}, "91c40101"),
        Arguments.of(Collections.singletonMap("a", null), "81a161c0"),
        Arguments.of(Map.of(7, true), "81a137c3"),
        Arguments.of(Map.of(TimeUnit.DAYS, 1), "81a44441595301"),
        Arguments.of(new Point(1, "b"), "82a17801a179a162"),
        Arguments.of(new Point(1, null), "82a17801a179c0"),
        Arguments.of(
            new ALongNameOfAComponent(1),
            "81d922" + Frames.hex(ascii("aNameOfMoreThanThirtyOneCharacters")) + "01"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @MethodSource("values")
  void valueIsWrittenInItsShortestForm(Object value, String hex) {
    assertEquals(hex, Frames.encode(parser, value));
  }

  record Throwing(String name) {
    @Override
    public String name() {
      throw new IllegalStateException("S3CRET");
    }
  }

  record Holder(Object inner) {}

  /** Has one element more than its size, as if another thread had added it. */
  static final class Growing extends AbstractList<Integer> {
    @Override
    public Integer get(int index) {
      return index;
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public java.util.Iterator<Integer> iterator() {
      return List.of(1, 2).iterator();
    }
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            new Object(), "java.lang.Object", "java.lang.Object has no properties: send a record"),
        Arguments.of(
            new Throwing("x"),
            "Throwing",
            "at .name: java.lang.IllegalStateException was thrown by its own code"),
        Arguments.of(
            Map.of("S3CRET", List.of(new Holder(new Throwing("x")))),
            "Map",
            "at [key][0].inner.name: java.lang.IllegalStateException was thrown"),
        Arguments.of(
            BigInteger.ONE.shiftLeft(64), "BigInteger", "an integer does not fit into 64 bits"),
        Arguments.of(
            BigInteger.ONE.shiftLeft(63).negate().subtract(BigInteger.ONE),
            "BigInteger",
            "an integer does not fit into 64 bits"),
        Arguments.of(
            new BigDecimal("1.00000000000000000001"),
            "BigDecimal",
            "a decimal has more digits than a double holds"),
        Arguments.of(new BigDecimal("1e999"), "BigDecimal", "a decimal has more digits"),
        Arguments.of(
            new HashMap<>(Collections.singletonMap(null, 1)),
            "Map",
            "a map has a key that is null"),
        Arguments.of(Map.of(List.of("S3CRET"), 1), "Map", "a map has a key that is a java.util."),
        Arguments.of(new Growing(), "Growing", "its size changed while it was written"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void valueWithoutAFormIsRefusedByEventIndexAndTypeButNotByValue(
      Object value, String type, String reason) {
    EncodingException e =
        assertThrows(
            EncodingException.class,
            () -> parser.encode(new Packet.Event("/", 1, "chat", Args.of(1, value))));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("argument 1 ("), message);
    assertTrue(message.contains(type), message);
    assertTrue(message.contains(") of event \"chat\" cannot be encoded: "), message);
    assertTrue(message.contains(reason), message);
    assertTrue(!message.contains("S3CRET"), message);
  }

  static Stream<Arguments> impossiblePackets() {
    Args none = Args.of();
    return Stream.of(
        Arguments.of(
            new Packet.Event("/", 1, "connect", none),
            "\"connect\" is a reserved event name: choose another one"),
        Arguments.of(
            new Packet.Event("chat", 1, "e", none),
            "\"chat\" is not a valid namespace: it must begin with a slash and contain no comma"),
        Arguments.of(
            new Packet.Disconnect("/a,b"),
            "\"/a,b\" is not a valid namespace: it must begin with a slash and contain no comma"),
        Arguments.of(
            new Packet.Ack("/", 1L << 53, none), "the id 9007199254740992 is larger than 2^53-1"),
        Arguments.of(new Packet.Ack("/", -1, none), "an acknowledgement needs the id of its event"),
        Arguments.of(
            new Packet.Connect("/", Args.of(1, 2)),
            "a CONNECT packet holds one value at most, not 2"),
        Arguments.of(
            new Packet.Connect("/", Args.of(Map.of("a", new byte[1]))),
            "argument 0 of a CONNECT packet cannot be encoded: packets of this type cannot carry"
                + " binary content"));
  }

  @ParameterizedTest
  @MethodSource("impossiblePackets")
  void packetThatNoPeerWouldAcceptIsRefused(Packet packet, String message) {
    EncodingException e = assertThrows(EncodingException.class, () -> parser.encode(packet));
    assertEquals(message, e.getMessage());
  }

  @Test
  void argumentsThatCameFromThePeerCanBeSentOn() {
    Args args = Frames.arg(parser, "81a161c40101");
    assertEquals("81a161c40101", Frames.encode(parser, args.get(0)));
  }

  /** Writes every value as the same bytes. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Fixed(byte[] data) implements ObjectCodec {
    @Override
    public byte[] write(Object value) throws IOException {
      return data.clone();
    }

    @Override
    public Object read(byte[] data, Type type) throws IOException {
      throw new IOException("it is not wanted");
    }
  }

  @Test
  void codecWritesAndReadsWhatHasNoForm() {
    MsgpackPacketParser with = parser.withCodec(new Fixed(Frames.bytes("9107")));
    assertEquals("9107", Frames.encode(with, new Object()));
    assertEquals(List.of(List.of(7L)), Frames.transfer(with, List.of(new Object())).get(0));
    DecodingException e =
        assertThrows(DecodingException.class, () -> Frames.arg(with, "07").get(0, Thread.class));
    assertEquals("argument 0 cannot be read as java.lang.Thread: it is not wanted", e.getMessage());
  }

  static Stream<String> badCodecs() {
    return Stream.of("", "0707", "92", "d40500", "c1", "91".repeat(500) + "90");
  }

  @ParameterizedTest
  @MethodSource("badCodecs")
  void whatACodecGetsWrongDoesNotReachTheWire(String hex) {
    MsgpackPacketParser with = parser.withCodec(new Fixed(Frames.bytes(hex)));
    EncodingException e =
        assertThrows(EncodingException.class, () -> Frames.encode(with, new Object()));
    assertTrue(String.valueOf(e.getMessage()).contains(" codec "), e.getMessage());
  }

  @Test
  void codecCannotSmuggleBinaryContentIntoAConnect() {
    MsgpackPacketParser with = parser.withCodec(new Fixed(Frames.bytes("81a161c40107")));
    assertThrows(
        EncodingException.class, () -> with.encode(new Packet.Connect("/", Args.of(new Object()))));
    assertInstanceOf(
        Packet.Event.class,
        with.newDecoder()
            .decode(with.encode(new Packet.Event("/", 1, "e", Args.of(new Object()))).get(0)));
  }
}
