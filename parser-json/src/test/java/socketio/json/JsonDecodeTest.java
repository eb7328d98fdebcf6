package socketio.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** How arguments are read. */
class JsonDecodeTest {
  private static final String PLACE = "{\"_placeholder\":true,\"num\":0}";
  private final JsonPacketParser parser = JsonPacketParser.create();

  record Point(int x, int y) {}

  record Positive(int n) {
    Positive {
      if (n <= 0) {
        throw new IllegalArgumentException("must be positive");
      }
    }
  }

  static class Pojo {
    public byte @Nullable [] bytes;
    public @Nullable ByteBuffer buffer;
    public @Nullable Object any;
    public @Nullable JsonNode node;
    public List<byte[]> list = List.of();
    public byte[][] array = {};
  }

  interface Shape {}

  static class NoDefault {
    NoDefault(Thread unused) {}
  }

  private Args args(String json) {
    return Wire.args(parser, "2[\"e\"," + json + "]");
  }

  static Stream<Arguments> naturalValues() {
    return Stream.of(
        Arguments.of("1", 1L),
        Arguments.of("-0", 0L),
        Arguments.of("1.0", 1.0),
        Arguments.of("1e3", 1000.0),
        Arguments.of("-0.0", -0.0),
        Arguments.of("1e999", Double.POSITIVE_INFINITY),
        Arguments.of("\"\\ud83d\"", "\ud83d"),
        Arguments.of("\"\\u0000\\u001e\u2028\"", "\0\u001e\u2028"),
        Arguments.of("{\"a\":1,\"a\":2}", Map.of("a", 2L)),
        Arguments.of("[]", List.of()),
        Arguments.of("{\"_placeholder\":true,\"num\":0}", Map.of("_placeholder", true, "num", 0L)));
  }

  @ParameterizedTest
  @MethodSource("naturalValues")
  void valueHasItsNaturalType(String json, Object value) {
    assertEquals(value, args(json).get(0));
    assertEquals(value, args(json).get(0, Object.class));
    assertEquals(
        Map.of("k", value),
        args("{\"k\":" + json + "}").get(0, new TypeRef<Map<String, Object>>() {}));
  }

  @Test
  void containersAreOfTheNaturalClassesAndCanBeChanged() {
    Args args = args("{\"a\":[1]}");
    assertEquals(LinkedHashMap.class, assertInstanceOf(Map.class, args.get(0)).getClass());
    List<Object> list = args("[1]").get(0, new TypeRef<List<Object>>() {});
    assertEquals(ArrayList.class, assertInstanceOf(List.class, list).getClass());
  }

  @Test
  void readsTheTypesThatJacksonKnows() {
    Args args = args("{\"x\":1,\"y\":2,\"unknown\":[{}]},1.5,[1,2]");
    assertEquals(new Point(1, 2), args.get(0, Point.class));
    assertEquals(
        2, assertInstanceOf(JsonNode.class, args.get(0, JsonNode.class)).get("y").intValue());
    assertEquals(new BigDecimal("1.5"), args.get(1, BigDecimal.class));
    assertArrayEquals(new int[] {1, 2}, args.get(2, int[].class));
    Type listOfLongs = new TypeRef<List<Long>>() {}.type();
    assertEquals(List.of(1L, 2L), args.get(2, listOfLongs));
  }

  @Test
  void nullIsNullWhateverStandsAroundIt() {
    Args args = args(" null\n,null");
    assertNull(args.get(0, JsonNode.class));
    assertNull(args.get(1, Integer.class));
    DecodingException e = assertThrows(DecodingException.class, () -> args.get(1, int.class));
    assertEquals(
        "argument 1 is null, which int cannot hold: use a type that is not primitive",
        e.getMessage());
  }

  static Stream<Arguments> mismatches() {
    return Stream.of(
        Arguments.of("\"S3CRET\"", int.class, "a string does not fit int"),
        Arguments.of("[1,\"S3CRET\"]", int[].class, "a string does not fit int"),
        Arguments.of("{\"x\":\"S3CRET\"}", Point.class, "at .x: a string does not fit int"),
        Arguments.of("{\"x\":[\"S3CRET\"]}", Point.class, "at .x: an array does not fit int"),
        Arguments.of(
            "\"S3CRET\"", Point.class, "a string does not fit " + Point.class.getTypeName()),
        Arguments.of("3000000000", int.class, "a number is out of the range of int"),
        Arguments.of("{\"x\":3000000000}", Point.class, "a number is out of the range of int"),
        Arguments.of(
            "{\"S3CRET\":\"S3CRET\"}",
            new TypeRef<Map<String, Integer>>() {}.type(),
            "at [key]: a string does not fit java.lang.Integer"),
        Arguments.of(
            "[{\"x\":1},{\"x\":\"S3CRET\"}]",
            new TypeRef<List<Point>>() {}.type(),
            "at [1].x: a string does not fit int"),
        Arguments.of("{\"S3CRET\":1}", Shape.class, "abstract types either need to be mapped"),
        Arguments.of("{\"S3CRET\":1}", NoDefault.class, "no delegate- or property-based Creator"),
        Arguments.of("\"S3CRET\"", NoDefault.class, "to deserialize from String"),
        Arguments.of("\"S3CRET\"", Instant.class, "a string is not a valid java.time.Instant"),
        Arguments.of("\"S3CRET!\"", byte[].class, "a string does not fit byte[]"),
        Arguments.of("{\"n\":-5}", Positive.class, "java.lang.IllegalArgumentException was thrown"),
        Arguments.of("{}", org.json.JSONObject.class, "belongs to another JSON library"),
        Arguments.of("{\"x\":S3CRET}", Point.class, "is not valid JSON"));
  }

  @ParameterizedTest
  @MethodSource("mismatches")
  void mismatchNamesIndexTypeAndPlaceButNoValue(String json, Type type, String reason) {
    Args args = args("1," + json);
    DecodingException e = assertThrows(DecodingException.class, () -> args.get(1, type));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("argument 1 "), message);
    assertTrue(message.contains(reason), message);
    for (Throwable t = e; t != null; t = t.getCause()) {
      assertTrue(!t.toString().contains("S3CRET"), t.toString());
    }
  }

  @Test
  void causeIsWhatTheTypesOwnCodeThrew() {
    DecodingException e =
        assertThrows(DecodingException.class, () -> args("{\"n\":-5}").get(0, Positive.class));
    assertEquals(
        "must be positive",
        assertInstanceOf(IllegalArgumentException.class, e.getCause()).getMessage());
  }

  static Stream<String> placeholders() {
    return Stream.of(
        PLACE,
        "{\"num\":0,\"_placeholder\":true}",
        "{\"x\":{\"y\":[1]},\"num\":0,\"_placeholder\":true,\"z\":\"}\"}",
        " { \"\\u005fplaceholder\" : true , \"num\" : 0 } ");
  }

  @ParameterizedTest
  @MethodSource("placeholders")
  void placeholderIsReplacedWhateverItsForm(String place) {
    Args args = Wire.args(parser, "51-[\"e\"," + place + ",[" + place + "]]", new byte[] {7});
    assertArrayEquals(new byte[] {7}, args.get(0, byte[].class));
    List<?> list = assertInstanceOf(List.class, args.get(1));
    assertArrayEquals(new byte[] {7}, assertInstanceOf(byte[].class, list.get(0)));
  }

  @ParameterizedTest
  @MethodSource("ordinaryData")
  void dataThatOnlyLooksLikeAPlaceholderIsKept(String json) {
    Args with = Wire.args(parser, "51-[\"e\"," + json + "]", new byte[] {7});
    assertEquals(args(json).get(0), with.get(0));
    assertInstanceOf(Map.class, with.get(0));
  }

  static Stream<String> ordinaryData() {
    return Stream.of(
        "{\"_placeholder\":1,\"num\":0}",
        "{\"_placeholder\":\"true\",\"num\":0}",
        "{\"_placeholder\":false,\"num\":0}",
        "{\"_placeholder\":[true],\"num\":0}",
        "{\"placeholder\":true,\"num\":0}",
        "{\"a\":{\"num\":9},\"b\":[true,{\"_placeholder\":{}}]}");
  }

  @Test
  void binaryContentReachesEveryTypeThatCanHoldIt() {
    String json =
        """
        {"bytes":#,"buffer":#,"any":[#,{"a":#}],"node":{"n":#},"list":[#],"array":[#,#]}"""
            .replace("#", PLACE);
    byte[] content = {1, 2};
    Args args = Wire.args(parser, "51-[\"e\"," + json + "]", content);
    Pojo pojo = assertInstanceOf(Pojo.class, args.get(0, Pojo.class));
    assertArrayEquals(content, pojo.bytes);
    assertEquals(ByteBuffer.wrap(content), pojo.buffer);
    List<?> any = assertInstanceOf(List.class, pojo.any);
    assertArrayEquals(content, assertInstanceOf(byte[].class, any.get(0)));
    JsonNode node = assertInstanceOf(JsonNode.class, pojo.node).get("n");
    assertTrue(node.isBinary());
    assertArrayEquals(content, pojo.list.get(0));
    assertArrayEquals(new byte[][] {content, content}, pojo.array);
  }

  @Test
  void attachmentNamedOftenIsCopiedOncePerAccess() {
    Args args = Wire.args(parser, "51-[\"e\",[" + PLACE + "," + PLACE + "]]", new byte[] {1});
    byte[][] first = assertInstanceOf(byte[][].class, args.get(0, byte[][].class));
    byte[][] second = assertInstanceOf(byte[][].class, args.get(0, byte[][].class));
    assertSame(first[0], first[1]);
    assertNotSame(first[0], second[0]);
  }

  @Test
  void attachmentsMayBeUnusedOrUsedOutOfOrder() {
    Args args =
        Wire.args(
            parser, "52-[\"e\",{\"_placeholder\":true,\"num\":1}]", new byte[] {1}, new byte[] {2});
    assertArrayEquals(new byte[] {2}, args.get(0, byte[].class));
  }

  @Test
  void numbersNextToBinaryContentKeepTheirPrecision() {
    Args args =
        Wire.args(
            parser,
            "51-[\"e\",[" + PLACE + ",0.1234567890123456789,12345678901234567890]]",
            new byte[1]);
    JsonNode node = assertInstanceOf(JsonNode.class, args.get(0, JsonNode.class));
    assertEquals("12345678901234567890", node.get(2).asText());
    List<?> list = assertInstanceOf(List.class, args.get(0));
    assertEquals(0.12345678901234568, list.get(1));
    assertEquals(new BigInteger("12345678901234567890"), list.get(2));
  }

  @Test
  void argumentsShowTheirNumberOnly() {
    assertEquals("Args[1]", args("\"S3CRET\"").toString());
    assertEquals("Connect[/]", Wire.decode(parser, "0{\"sid\":\"S3CRET\"}").toString());
    assertInstanceOf(Packet.Connect.class, Wire.decode(parser, "0{\"sid\":\"S3CRET\"}"));
  }
}
