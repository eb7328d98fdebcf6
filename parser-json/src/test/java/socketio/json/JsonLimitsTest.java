package socketio.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import socketio.Args;
import socketio.DecodingException;
import socketio.EncodingException;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** No input from a peer or a caller exhausts memory or a stack. */
class JsonLimitsTest {
  private final JsonPacketParser parser = JsonPacketParser.create();

  private static String brackets(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static void assertRefused(Parser parser, String text, String reason) {
    DecodingException e = assertThrows(DecodingException.class, () -> Wire.decode(parser, text));
    assertTrue(String.valueOf(e.getMessage()).contains(reason), e.getMessage());
  }

  @Test
  void millionBracketsAreRefusedByTheScan() {
    String deep = "its payload is nested more than 500 deep";
    assertRefused(parser, "2[\"e\"," + brackets(1_000_000) + "]", deep);
    assertRefused(parser, "2" + "[".repeat(1_000_000), deep);
    assertRefused(parser, "2[\"e\"," + "{\"a\":".repeat(1_000_000), deep);
    assertRefused(parser, "0" + "{\"a\":".repeat(1_000_000), deep);
    assertRefused(parser, "51-[\"e\"," + brackets(1_000_000) + "]", deep);
  }

  @Test
  void depthUpToTheLimitIsReadAndWritten() {
    String text = "2[\"e\"," + brackets(499) + "]";
    Object value = Wire.args(parser, text).get(0);
    assertEquals(text, Wire.encode(parser, value));
    Object deeper = List.of(assertInstanceOf(List.class, value));
    assertThrows(EncodingException.class, () -> Wire.encode(parser, deeper));
    assertRefused(parser, "2[\"e\"," + brackets(500) + "]", "nested more than 500 deep");
  }

  @Test
  void depthNextToBinaryContentIsReadToo() {
    String text = "51-[\"e\"," + brackets(499) + ",{\"_placeholder\":true,\"num\":0}]";
    assertInstanceOf(List.class, Wire.args(parser, text, new byte[1]).get(0));
  }

  @Test
  void depthCanBeChanged() {
    JsonPacketParser shallow = parser.withLimits(JsonLimits.defaults().withDepth(2));
    assertEquals("2[\"e\",[1]]", Wire.encode(shallow, List.of(1)));
    assertThrows(EncodingException.class, () -> Wire.encode(shallow, List.of(List.of(1))));
    assertRefused(shallow, "2[\"e\",[[1]]]", "nested more than 2 deep");
    assertEquals(List.of(1L), Wire.args(shallow, "2[\"e\",[1]]").get(0));
  }

  @Test
  void tenAttachmentsAreTheDefault() {
    Object[] ten = new Object[10];
    Arrays.fill(ten, new byte[1]);
    assertEquals(11, parser.encode(Wire.event("e", ten)).size());
    Object[] eleven = Arrays.copyOf(ten, 11);
    eleven[10] = new byte[1];
    EncodingException e =
        assertThrows(EncodingException.class, () -> parser.encode(Wire.event("e", eleven)));
    assertTrue(String.valueOf(e.getMessage()).contains("more than 10 attachments"), e.getMessage());
    JsonPacketParser more = parser.withLimits(JsonLimits.defaults().withAttachments(11));
    byte[][] attachments = new byte[11][1];
    String text = Wire.encode(more, eleven);
    assertEquals(11, Wire.args(more, text, attachments).size());
    assertRefused(parser, text, "more than 10 attachments");
  }

  @Test
  void bytesOfAllAttachmentsTogetherAreLimited() {
    JsonPacketParser small = parser.withLimits(JsonLimits.defaults().withAttachmentBytes(10));
    assertEquals(3, small.encode(Wire.event("e", new byte[4], new byte[6])).size());
    EncodingException encoding =
        assertThrows(
            EncodingException.class, () -> small.encode(Wire.event("e", new byte[4], new byte[7])));
    assertTrue(
        String.valueOf(encoding.getMessage()).contains("more than 10 bytes"),
        encoding.getMessage());
    Parser.Decoder decoder = small.newDecoder();
    decoder.decode(new Frame.Text("53-[\"e\"]"));
    decoder.decode(new Frame.Binary(new byte[10]));
    decoder.decode(new Frame.Binary(new byte[0]));
    DecodingException decoding =
        assertThrows(DecodingException.class, () -> decoder.decode(new Frame.Binary(new byte[1])));
    assertTrue(
        String.valueOf(decoding.getMessage()).contains("more than 10 bytes"),
        decoding.getMessage());
  }

  @Test
  void textIsLimitedInBothDirections() {
    JsonPacketParser small = parser.withLimits(JsonLimits.defaults().withTextLength(10));
    assertEquals("2[\"e\",\"x\"]", Wire.encode(small, "x"));
    assertEquals("x", Wire.args(small, "2[\"e\",\"x\"]").get(0));
    assertThrows(EncodingException.class, () -> Wire.encode(small, "xy"));
    assertRefused(small, "2[\"e\",\"xy\"]", "its text has 11 chars, more than 10");
  }

  @Test
  void endlessValueIsRefused() {
    JsonPacketParser small = parser.withLimits(JsonLimits.defaults().withTextLength(1 << 20));
    Iterator<String> endless = Stream.generate(() -> "x").iterator();
    EncodingException e = assertThrows(EncodingException.class, () -> Wire.encode(small, endless));
    assertTrue(String.valueOf(e.getMessage()).contains("more than 1048576 chars"), e.getMessage());
  }

  @Test
  void lengthOfNumbersIsLimited() {
    Args args = Wire.args(parser, "2[\"e\"," + "9".repeat(1000) + "," + "9".repeat(1001) + "]");
    assertEquals("9".repeat(1000), String.valueOf(args.get(0)));
    assertThrows(DecodingException.class, () -> args.get(1));
    JsonPacketParser more = parser.withLimits(JsonLimits.defaults().withNumberLength(2000));
    assertEquals(
        "9".repeat(1001),
        String.valueOf(Wire.args(more, "2[\"e\"," + "9".repeat(1001) + "]").get(0)));
  }

  @Test
  void limitsMustAllowSomething() {
    JsonLimits limits = JsonLimits.defaults();
    assertInvalid("depth must be 1 or more, not 0", () -> limits.withDepth(0));
    assertInvalid("attachments must be 0 or more, not -1", () -> limits.withAttachments(-1));
    assertInvalid(
        "attachmentBytes must be 0 or more, not -1", () -> limits.withAttachmentBytes(-1));
    assertInvalid("textLength must be 1 or more, not 0", () -> limits.withTextLength(0));
    assertInvalid("numberLength must be 1 or more, not 0", () -> limits.withNumberLength(0));
    assertEquals(limits, parser.limits());
  }

  private static void assertInvalid(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void limitsAreComparedByValueAndShown() {
    JsonLimits limits =
        JsonLimits.defaults()
            .withDepth(1)
            .withAttachments(2)
            .withAttachmentBytes(3)
            .withTextLength(4)
            .withNumberLength(5);
    assertEquals(
        "JsonLimits[depth=1, attachments=2, attachmentBytes=3, textLength=4, numberLength=5]",
        limits.toString());
    assertEquals(limits, limits.withDepth(7).withDepth(1));
    assertEquals(limits.hashCode(), limits.withDepth(1).hashCode());
    for (JsonLimits other :
        List.of(
            limits.withDepth(9),
            limits.withAttachments(9),
            limits.withAttachmentBytes(9),
            limits.withTextLength(9),
            limits.withNumberLength(9))) {
      assertNotEquals(limits, other);
    }
  }

  @Test
  void sixtyFourMebibytesOfTextRoundTrip() {
    String text = "0123456789abcde\u00e9".repeat(4 << 20);
    Args args = Wire.args(parser, Wire.encode(parser, text));
    assertTrue(text.equals(args.get(0)), "the text has changed");
    assertTrue(text.equals(args.get(0, String.class)), "the text has changed");
  }

  @Test
  void sixtyFourMebibytesOfBinaryRoundTrip() {
    byte[] bytes = new byte[64 << 20];
    Arrays.fill(bytes, (byte) 7);
    List<Frame> frames = parser.encode(Wire.event("e", Map.of("file", bytes)));
    Parser.Decoder decoder = parser.newDecoder();
    decoder.decode(frames.get(0));
    Packet.Event event = assertInstanceOf(Packet.Event.class, decoder.decode(frames.get(1)));
    Map<?, ?> map = assertInstanceOf(Map.class, event.args().get(0));
    assertArrayEquals(bytes, assertInstanceOf(byte[].class, map.get("file")));
  }
}
