package socketio.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.DecodingException;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** Packets that socket.io-protocol does not allow, and the exceptions they cause. */
class JsonMalformedTest {
  private static final String CUT_SHORT = "its payload is cut short";
  private final JsonPacketParser parser = JsonPacketParser.create();

  static Stream<Arguments> malformedTexts() {
    String number = "lacks the number of attachments, 1 or more, and a hyphen";
    return Stream.of(
        Arguments.of("", "the text is empty"),
        Arguments.of("7", "it begins with '7', not with a type from 0 to 6"),
        Arguments.of("x[\"a\"]", "it begins with 'x', not with a type from 0 to 6"),
        Arguments.of(" 2[\"a\"]", "it begins with U+0020, not with a type from 0 to 6"),
        Arguments.of("\u00002[\"a\"]", "it begins with U+0000, not with a type from 0 to 6"),
        Arguments.of("\ud83d\ude00", "it begins with U+D83D, not with a type from 0 to 6"),
        Arguments.of("-1", "it begins with '-', not with a type from 0 to 6"),
        Arguments.of("5", "its binary EVENT " + number),
        Arguments.of("5[\"a\"]", "its binary EVENT " + number),
        Arguments.of("51", "its binary EVENT " + number),
        Arguments.of("51[\"a\"]", "its binary EVENT " + number),
        Arguments.of("5-[\"a\"]", "its binary EVENT " + number),
        Arguments.of("50-[\"a\"]", "its binary EVENT " + number),
        Arguments.of("501-[\"a\"]", "its binary EVENT " + number),
        Arguments.of("5 1-[\"a\"]", "its binary EVENT " + number),
        Arguments.of("51e0-[\"a\"]", "its binary EVENT " + number),
        Arguments.of("5\u0661-[\"a\"]", "its binary EVENT " + number),
        Arguments.of("6-1[]", "its binary ACK " + number),
        Arguments.of(
            "511-[\"a\"]",
            "its binary EVENT has more than 10 attachments (a peer that sends more needs JsonLimits)"),
        Arguments.of(
            "6" + "9".repeat(1000) + "-1[]",
            "its binary ACK has more than 10 attachments (a peer that sends more needs JsonLimits)"),
        Arguments.of("29007199254740992[\"a\"]", "the id of its EVENT is larger than 2^53-1"),
        Arguments.of("3" + "9".repeat(100_000) + "[]", "the id of its ACK is larger than 2^53-1"),
        Arguments.of("3[]", "its ACK has no id"),
        Arguments.of("3/a,[]", "its ACK has no id"),
        Arguments.of("61-[]", "its ACK has no id"),
        Arguments.of("01", "a CONNECT takes no id"),
        Arguments.of("11", "a DISCONNECT takes no id"),
        Arguments.of("41\"x\"", "a CONNECT_ERROR takes no id"),
        Arguments.of("0[]", "the payload of its CONNECT is not an object"),
        Arguments.of("0null", "the payload of its CONNECT is not an object"),
        Arguments.of("0\"x\"", "the payload of its CONNECT is not an object"),
        Arguments.of("0\u0000", "the payload of its CONNECT is not an object"),
        Arguments.of("0/a, {}", "the payload of its CONNECT is not an object"),
        Arguments.of("0{", CUT_SHORT),
        Arguments.of("0{\"a\":\"}", CUT_SHORT),
        Arguments.of("0{}{}", "there is text after its payload"),
        Arguments.of("4[]", "the payload of its CONNECT_ERROR is neither an object nor a string"),
        Arguments.of("4null", "the payload of its CONNECT_ERROR is neither an object nor a string"),
        Arguments.of("4\"x", CUT_SHORT),
        Arguments.of("4\"x\\\"", CUT_SHORT),
        Arguments.of("4\"x\"y", "there is text after its payload"),
        Arguments.of("1{}", "a DISCONNECT takes no payload"),
        Arguments.of("1/a,[]", "a DISCONNECT takes no payload"),
        Arguments.of("2", "the payload of its EVENT is not an array"),
        Arguments.of("2/a", "the payload of its EVENT is not an array"),
        Arguments.of("2/a[\"b\"]", "the payload of its EVENT is not an array"),
        Arguments.of("2{}", "the payload of its EVENT is not an array"),
        Arguments.of("2\"a\"", "the payload of its EVENT is not an array"),
        Arguments.of("2 [\"a\"]", "the payload of its EVENT is not an array"),
        Arguments.of("2+1[\"a\"]", "the payload of its EVENT is not an array"),
        Arguments.of("31", "the payload of its ACK is not an array"),
        Arguments.of("31{}", "the payload of its ACK is not an array"),
        Arguments.of("2[]", "its event has no name"),
        Arguments.of("2[ ]", "its event has no name"),
        Arguments.of("2[null]", "the name of its event is neither a string nor a number"),
        Arguments.of("2[true]", "the name of its event is neither a string nor a number"),
        Arguments.of("2[{}]", "the name of its event is neither a string nor a number"),
        Arguments.of("2[[\"a\"]]", "the name of its event is neither a string nor a number"),
        Arguments.of("2[\"a\" \"b\"]", "the name of its event is neither a string nor a number"),
        Arguments.of("2[1 2]", "the name of its event is neither a string nor a number"),
        Arguments.of("2[\"a\"\"b\"]", "the name of its event is neither a string nor a number"),
        Arguments.of("2[a]", "the name of its event is not valid JSON"),
        Arguments.of("2['a']", "the name of its event is not valid JSON"),
        Arguments.of("2[\"a\u0001\"]", "the name of its event is not valid JSON"),
        Arguments.of("2[\"\\x\"]", "the name of its event is not valid JSON"),
        Arguments.of("2[01]", "the name of its event is not valid JSON"),
        Arguments.of("2[NaN]", "the name of its event is not valid JSON"),
        Arguments.of("2[" + "1".repeat(1001) + "]", "the name of its event is not valid JSON"),
        Arguments.of("2[\"connect\"]", "its event has the reserved name connect"),
        Arguments.of("2[\"connect_error\"]", "its event has the reserved name connect_error"),
        Arguments.of("2[\"disconnect\",1]", "its event has the reserved name disconnect"),
        Arguments.of("2[\"disconnecting\"]", "its event has the reserved name disconnecting"),
        Arguments.of("2[\"\\u006eewListener\"]", "its event has the reserved name newListener"),
        Arguments.of("51-[\"removeListener\"]", "its event has the reserved name removeListener"),
        Arguments.of("2[", CUT_SHORT),
        Arguments.of("2[\"a", CUT_SHORT),
        Arguments.of("2[\"a\"", CUT_SHORT),
        Arguments.of("2[\"a\",", CUT_SHORT),
        Arguments.of("2[\"a\",{", CUT_SHORT),
        Arguments.of("2[\"a\",{]", CUT_SHORT),
        Arguments.of("2[\"a\\\"]", CUT_SHORT),
        Arguments.of("2[\"a\",]", "the array of its payload is not closed properly"),
        Arguments.of("2[\"a\"}", "the array of its payload is not closed properly"),
        Arguments.of("2[\"a\",,1]", "the array of its payload has an empty element"),
        Arguments.of("2[,\"a\"]", "the array of its payload has an empty element"),
        Arguments.of("2[ ,]", "the array of its payload has an empty element"),
        Arguments.of("31[,]", "the array of its payload has an empty element"),
        Arguments.of("2[\"a\"]]", "there is text after its payload"),
        Arguments.of("2[\"a\"]x", "there is text after its payload"));
  }

  @ParameterizedTest
  @MethodSource("malformedTexts")
  void malformedTextIsRefusedWithAPreciseReason(String text, String reason) {
    DecodingException e =
        assertThrows(
            DecodingException.class, () -> parser.newDecoder().decode(new Frame.Text(text)));
    assertEquals("not a valid Socket.IO packet: " + reason, e.getMessage());
  }

  @Test
  void largestIdIsAccepted() {
    assertEquals(
        (1L << 53) - 1,
        assertInstanceOf(Packet.Ack.class, Wire.decode(parser, "39007199254740991[]")).id());
  }

  @Test
  void attachmentWithoutPacketIsRefused() {
    assertFault(
        "an attachment arrived that belongs to no packet", new Frame.Binary(new byte[] {1}));
    assertFault(
        "an attachment arrived that belongs to no packet",
        new Frame.Text("51-[\"a\",{\"_placeholder\":true,\"num\":0}]"),
        new Frame.Binary(new byte[0]),
        new Frame.Binary(new byte[0]));
  }

  @Test
  void textInPlaceOfAnAttachmentIsRefused() {
    assertFault(
        "text arrived while 1 attachments were missing",
        new Frame.Text("52-[\"a\"]"),
        new Frame.Binary(new byte[0]),
        new Frame.Text("2[\"b\"]"));
  }

  private void assertFault(String reason, Frame... frames) {
    Parser.Decoder decoder = parser.newDecoder();
    for (Frame frame : List.of(frames).subList(0, frames.length - 1)) {
      decoder.decode(frame);
    }
    DecodingException e =
        assertThrows(DecodingException.class, () -> decoder.decode(frames[frames.length - 1]));
    assertEquals("not a valid Socket.IO packet: " + reason, e.getMessage());
  }

  static Stream<Arguments> malformedArguments() {
    return Stream.of(
        Arguments.of("tru", "argument 1 is not valid JSON (near its character 0)"),
        Arguments.of(
            "1 2",
            "argument 1 cannot be read as java.lang.Object: it contains more than one value"),
        Arguments.of("[1 2]", "argument 1 is not valid JSON (near its character 3)"),
        Arguments.of("[1}", "argument 1 is not valid JSON (near its character 2)"),
        Arguments.of("{\"a\" 1}", "argument 1 is not valid JSON (near its character 5)"),
        Arguments.of("{1:2}", "argument 1 is not valid JSON (near its character 1)"),
        Arguments.of("\"\\q\"", "argument 1 is not valid JSON (near its character 2)"),
        Arguments.of("nulls", "argument 1 is not valid JSON (near its character 0)"),
        Arguments.of("// x", "argument 1 is not valid JSON (near its character 0)"),
        Arguments.of(
            "1".repeat(1001), "argument 1 exceeds a limit: a number or a name in it is too long"));
  }

  @ParameterizedTest
  @MethodSource("malformedArguments")
  void argumentThatIsNoJsonFailsWhenItIsRead(String json, String message) {
    Args args = Wire.args(parser, "2[\"e\",1," + json + ",2]");
    assertEquals(3, args.size());
    assertEquals(1L, args.get(0));
    assertEquals(2L, args.get(2));
    DecodingException e = assertThrows(DecodingException.class, () -> args.get(1));
    assertEquals(message, e.getMessage());
    assertNull(e.getCause());
    assertThrows(DecodingException.class, args::toList);
  }

  static Stream<String> badPlaceholders() {
    return Stream.of(
        "{\"_placeholder\":true}",
        "{\"_placeholder\":true,\"num\":1}",
        "{\"_placeholder\":true,\"num\":-1}",
        "{\"_placeholder\":true,\"num\":0.5}",
        "{\"_placeholder\":true,\"num\":1e0}",
        "{\"_placeholder\":true,\"num\":\"0\"}",
        "{\"_placeholder\":true,\"num\":null}",
        "{\"_placeholder\":true,\"num\":[0]}",
        "{\"_placeholder\":true,\"num\":99999999999999999999}",
        "{\"a\":[{\"num\":4294967296,\"_placeholder\":true}]}");
  }

  @ParameterizedTest
  @MethodSource("badPlaceholders")
  void placeholderOfNoAttachmentFailsWhenItIsRead(String json) {
    Args args = Wire.args(parser, "51-[\"e\"," + json + "]", new byte[] {1});
    DecodingException e = assertThrows(DecodingException.class, () -> args.get(0));
    assertEquals(
        "argument 0 is not valid: it refers to an attachment that the packet does not have",
        e.getMessage());
  }
}
