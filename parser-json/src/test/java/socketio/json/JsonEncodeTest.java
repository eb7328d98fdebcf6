package socketio.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.EncodingException;
import socketio.spi.Packet;

/** The form of values on the wire, and the values that are rejected. */
class JsonEncodeTest {
  private final JsonPacketParser parser = JsonPacketParser.create();

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(Double.NaN, "null"),
        Arguments.of(Double.NEGATIVE_INFINITY, "null"),
        Arguments.of(Float.POSITIVE_INFINITY, "null"),
        Arguments.of(new double[] {1, Double.NaN}, "[1.0,null]"),
        Arguments.of(new float[] {Float.NaN, 2}, "[null,2.0]"),
        Arguments.of(List.of(Double.NaN), "[null]"),
        Arguments.of(JsonNodeFactory.instance.numberNode(Double.NaN), "null"),
        Arguments.of((1L << 53) + 1, "9007199254740993"),
        Arguments.of(Long.MIN_VALUE, "-9223372036854775808"),
        Arguments.of(BigInteger.TEN.pow(30), "1" + "0".repeat(30)),
        Arguments.of(new BigDecimal("1E+3"), "1000"),
        Arguments.of(new BigDecimal("1.50"), "1.50"),
        Arguments.of(TimeUnit.SECONDS, "\"SECONDS\""),
        Arguments.of('c', "\"c\""),
        Arguments.of(new int[] {1, 2}, "[1,2]"),
        Arguments.of(new String[] {"a", null}, "[\"a\",null]"),
        Arguments.of(Collections.emptyMap(), "{}"),
        Arguments.of(Collections.singletonMap("a", null), "{\"a\":null}"),
        Arguments.of("\0\u001f\u001e\b\n\"\\/", "\"\\u0000\\u001F\\u001E\\b\\n\\\"\\\\/\""),
        Arguments.of("\u2028\u00e9\ud83d\ude00", "\"\u2028\u00e9\ud83d\ude00\""),
        Arguments.of("a\ud83d", "\"a\\ud83d\""),
        Arguments.of("\ude00a", "\"\\ude00a\""),
        Arguments.of("\ude00\ud83d", "\"\\ude00\\ud83d\""),
        Arguments.of("\ud83d\ud83d\ude00\ude00", "\"\\ud83d\ud83d\ude00\\ude00\""),
        Arguments.of("\\\ud83d", "\"\\\\\\ud83d\""),
        Arguments.of(Map.of("\ud83d", 1), "{\"\\ud83d\":1}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void valueIsWrittenAsJavaScriptReadsIt(Object value, String json) {
    assertEquals("2[\"e\"," + json + "]", Wire.encode(parser, value));
  }

  @Test
  void loneSurrogateIsEscapedInTheEventNameAndAcrossBuffers() {
    assertEquals(List.of("2[\"\\ud83d\"]"), Wire.encode(parser, Wire.event("\ud83d")));
    for (int length = 3_900; length < 4_100; length++) { // around the size of Jackson's buffer
      String text = "x".repeat(length) + "\ud83d\ude00";
      assertEquals("2[\"e\",\"" + text + "\"]", Wire.encode(parser, text));
    }
  }

  @Test
  void loneSurrogateRoundTrips() {
    String text = "a\ud83db\ude00";
    assertEquals(text, Wire.args(parser, Wire.encode(parser, text)).get(0));
  }

  static class Pojo {
    public byte @Nullable [] bytes = {1};
    public @Nullable ByteBuffer buffer = ByteBuffer.wrap(new byte[] {2});
    public Object any = new byte[] {3};
    public List<byte[]> list = List.of(new byte[] {4});
    public byte[][] array = {{5}, {6}};
    public Map<String, byte[]> map = Map.of("k", new byte[] {7});
    public JsonNode node =
        JsonNodeFactory.instance.arrayNode().add(BinaryNode.valueOf(new byte[] {8}));
    public AtomicReference<byte[]> reference = new AtomicReference<>(new byte[] {9});
    public JsonNode pojoNode = JsonNodeFactory.instance.pojoNode(new byte[] {10});
  }

  @Test
  void binaryContentIsFoundWhereverItHides() {
    String text =
        """
        59-["e",{"bytes":#0,"buffer":#1,"any":#2,"list":[#3],"array":[#4,#5],"map":{"k":#6},\
        "node":[#7],"reference":#8,"pojoNode":#9}]"""
            .replace("59-", "510-");
    for (int i = 0; i < 10; i++) {
      text = text.replace("#" + i, "{\"_placeholder\":true,\"num\":" + i + "}");
    }
    assertEquals(
        List.of(text, "01", "02", "03", "04", "05", "06", "07", "08", "09", "0a"),
        Wire.encode(parser, Wire.event("e", new Pojo())));
  }

  @Test
  void nullBinaryContentIsNull() {
    Pojo pojo = new Pojo();
    pojo.bytes = null;
    pojo.buffer = null;
    assertTrue(Wire.encode(parser, pojo).startsWith("58-[\"e\",{\"bytes\":null,\"buffer\":null,"));
  }

  static class Empty {}

  static class Throwing {
    public String getName() {
      throw new IllegalStateException("S3CRET");
    }
  }

  record Holder(Object inner) {}

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(
            new Object(), "java.lang.Object", "java.lang.Object has no properties: send a record"),
        Arguments.of(new Empty(), Empty.class.getTypeName(), "Empty has no properties: send"),
        Arguments.of(
            new Throwing(),
            Throwing.class.getTypeName(),
            "at .name: java.lang.IllegalStateException was thrown while it was written"),
        Arguments.of(
            Map.of("S3CRET", new Holder(new Throwing())), "Map", "at [key].inner.name: java.lang"),
        Arguments.of(
            Collections.singletonMap(null, 1), "java.util", "a map has a key that is null"),
        Arguments.of(
            new org.json.JSONObject(), "org.json.JSONObject", "belongs to another JSON library"),
        Arguments.of(
            Map.of("a", new org.json.JSONObject()), "Map", "belongs to another JSON library"));
  }

  @Tag("pain-13-one-json-library")
  @ParameterizedTest
  @MethodSource("refused")
  void unserialisableValueIsRefusedByEventIndexAndTypeButNotByValue(
      Object value, String type, String reason) {
    EncodingException e =
        assertThrows(EncodingException.class, () -> parser.encode(Wire.event("chat", 1, value)));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("argument 1 ("), message);
    assertTrue(message.contains(type), message);
    assertTrue(message.contains(") of event \"chat\" cannot be encoded: "), message);
    assertTrue(message.contains(reason), message);
    assertTrue(!message.contains("S3CRET"), message);
  }

  @Test
  void valueOfAnAckIsRefusedByIndexToo() {
    EncodingException e =
        assertThrows(
            EncodingException.class,
            () -> parser.encode(new Packet.Ack("/", 1, Args.of(new Object()))));
    assertTrue(
        String.valueOf(e.getMessage())
            .startsWith("argument 0 (java.lang.Object) of an acknowledgement cannot be encoded"),
        e.getMessage());
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
            new Packet.Connect("/", Args.of(new byte[1])),
            "argument 0 (byte[]) of a CONNECT packet cannot be encoded: packets of this type cannot"
                + " carry binary content"));
  }

  @ParameterizedTest
  @MethodSource("impossiblePackets")
  void packetThatNoPeerWouldAcceptIsRefused(Packet packet, String message) {
    EncodingException e = assertThrows(EncodingException.class, () -> parser.encode(packet));
    assertEquals(message, e.getMessage());
  }

  @Test
  void parserGoesOnAfterAFailure() {
    assertThrows(EncodingException.class, () -> parser.encode(Wire.event("e", new Throwing())));
    assertEquals("2[\"e\",1]", Wire.encode(parser, 1));
    assertNull(Wire.args(parser, "2[\"e\",null]").get(0));
  }

  @Test
  void argumentsThatCameFromThePeerCanBeSentOn() {
    Args args =
        Wire.args(
            parser, "51-[\"e\",{\"a\":{\"_placeholder\":true,\"num\":0}},1.5]", new byte[] {1});
    assertEquals(
        List.of("61-7[{\"a\":{\"_placeholder\":true,\"num\":0}},1.5]", "01"),
        Wire.encode(parser, new Packet.Ack("/", 7, args)));
    Args bad = Wire.args(parser, "2[\"e\",tru]");
    EncodingException e =
        assertThrows(EncodingException.class, () -> parser.encode(new Packet.Ack("/", 7, bad)));
    assertTrue(String.valueOf(e.getMessage()).startsWith("argument 0 of an ack"), e.getMessage());
  }

  @Test
  void deepMapIsRefusedBeforeTheStackEnds() {
    Object deep = new HashMap<>();
    for (int i = 0; i < 1_000_000; i++) {
      deep = Map.of("a", deep);
    }
    Object value = deep;
    EncodingException e =
        assertThrows(EncodingException.class, () -> parser.encode(Wire.event("e", value)));
    assertTrue(
        String.valueOf(e.getMessage()).endsWith("is nested deeper than JsonLimits allow"),
        e.getMessage());
  }

  @Test
  void deepTreeIsRefusedBeforeTheStackEnds() {
    JsonNode deep = JsonNodeFactory.instance.arrayNode();
    for (int i = 0; i < 1_000_000; i++) {
      deep = JsonNodeFactory.instance.arrayNode().add(deep);
    }
    Object value = deep;
    assertThrows(EncodingException.class, () -> parser.encode(Wire.event("e", value)));
  }

  @Test
  void valueThatContainsItselfWithoutNestingIsRefused() {
    AtomicReference<Object> self = new AtomicReference<>();
    self.set(new AtomicReference<>(self));
    EncodingException e =
        assertThrows(EncodingException.class, () -> parser.encode(Wire.event("e", self)));
    assertTrue(String.valueOf(e.getMessage()).contains("contains itself"), e.getMessage());
  }
}
