package socketio.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.spi.Frame;
import socketio.spi.Packet;

/** The examples of socket.io-protocol, section "Packet encoding", in both directions. */
class JsonWireTest {
  private static final long NO_ID = Packet.Event.NO_ID;
  private final JsonPacketParser parser = JsonPacketParser.create();

  static Stream<Arguments> examples() {
    Object sid = Map.of("sid", "wZX3oN0bSVIhsaknAAAI");
    Object bytes = new byte[] {1, 2, 3, 4};
    String place = "{\"_placeholder\":true,\"num\":0}";
    return Stream.of(
        example(new Packet.Connect("/", Args.of()), "0"),
        example(new Packet.Connect("/", Args.of(sid)), "0{\"sid\":\"wZX3oN0bSVIhsaknAAAI\"}"),
        example(new Packet.Connect("/admin", Args.of()), "0/admin,"),
        example(
            new Packet.Connect("/admin", Args.of(sid)),
            "0/admin,{\"sid\":\"wZX3oN0bSVIhsaknAAAI\"}"),
        example(
            new Packet.ConnectError("/", Args.of(Map.of("message", "Not authorized"))),
            "4{\"message\":\"Not authorized\"}"),
        example(event("/", NO_ID, "foo"), "2[\"foo\"]"),
        example(event("/admin", NO_ID, "bar"), "2/admin,[\"bar\"]"),
        example(event("/", NO_ID, "baz", bytes), "51-[\"baz\"," + place + "]", "01020304"),
        example(
            event("/admin", NO_ID, "baz", new byte[] {1, 2}, new byte[] {3, 4}),
            "52-/admin,[\"baz\"," + place + ",{\"_placeholder\":true,\"num\":1}]",
            "0102",
            "0304"),
        example(event("/", 12, "foo"), "212[\"foo\"]"),
        example(new Packet.Ack("/", 12, Args.of()), "312[]"),
        example(event("/admin", 13, "foo"), "2/admin,13[\"foo\"]"),
        example(new Packet.Ack("/admin", 13, Args.of("bar")), "3/admin,13[\"bar\"]"),
        example(event("/", 14, "foo", bytes), "51-14[\"foo\"," + place + "]", "01020304"),
        example(new Packet.Ack("/", 14, Args.of("bar")), "314[\"bar\"]"),
        example(event("/", 15, "foo"), "215[\"foo\"]"),
        example(
            new Packet.Ack("/", 15, Args.of("bar", bytes)),
            "61-15[\"bar\"," + place + "]",
            "01020304"),
        example(event("/my-chat", NO_ID, "foo"), "2/my-chat,[\"foo\"]"),
        example(event("/1-a", 16, "51-x", bytes), "51-/1-a,16[\"51-x\"," + place + "]", "01020304"),
        example(new Packet.Disconnect("/"), "1"),
        example(new Packet.Disconnect("/admin"), "1/admin,"));
  }

  private static Arguments example(Packet packet, String... wire) {
    return Arguments.of(packet, List.of(wire));
  }

  private static Packet event(String namespace, long id, String name, @Nullable Object... values) {
    return new Packet.Event(namespace, id, name, Args.of(values));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleIsEncodedAsInTheProtocol(Packet packet, List<String> wire) {
    assertEquals(wire, Wire.encode(parser, packet));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleIsDecodedAsInTheProtocol(Packet expected, List<String> wire) {
    List<byte[]> attachments = new ArrayList<>();
    for (String hex : wire.subList(1, wire.size())) {
      attachments.add(HexFormat.of().parseHex(hex));
    }
    Packet packet = Wire.decode(parser, wire.get(0), attachments.toArray(new byte[0][]));
    assertEquals(expected.getClass(), packet.getClass());
    assertEquals(expected.namespace(), packet.namespace());
    if (expected instanceof Packet.Event event) {
      Packet.Event actual = (Packet.Event) packet;
      assertEquals(event.id(), actual.id());
      assertEquals(event.name(), actual.name());
      assertSame(event.args(), actual.args());
    } else if (expected instanceof Packet.Ack ack) {
      assertEquals(ack.id(), ((Packet.Ack) packet).id());
      assertSame(ack.args(), ((Packet.Ack) packet).args());
    } else if (expected instanceof Packet.Connect connect) {
      assertSame(connect.data(), ((Packet.Connect) packet).data());
    } else if (expected instanceof Packet.ConnectError error) {
      assertSame(error.data(), ((Packet.ConnectError) packet).data());
    }
  }

  private static void assertSame(Args expected, Args actual) {
    assertArrayEquals(expected.toList().toArray(), actual.toList().toArray());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1/admin          | /admin", // the comma may be missing at the end
        "0/admin?token=1, | /admin", // older clients and servers add a query
        "0/a?b            | /a",
        "1/,              | /",
        "0/a/b?x=1/2,     | /a/b"
      })
  void namespaceEndsAtCommaOrEndAndLosesItsQuery(String text, String namespace) {
    assertEquals(namespace, Wire.decode(parser, text).namespace());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "2[1]                    | 1",
        "2[ -12 ,1]              | -12",
        "2[1.50]                 | 1.50",
        "2[\"\\u0066oo\"]        | foo",
        "2[ \"a b\" ]            | a b",
        "2[\"a\\\"]\"]           | a\"]",
        "2[\"\"]                 | ``",
        "2[\"Connect\"]          | Connect",
        "2[\"\\ud83d\\ude00\"]   | 😀"
      })
  void eventNameIsAStringOrTheTextOfANumber(String text, String name) {
    assertEquals(name, assertInstanceOf(Packet.Event.class, Wire.decode(parser, text)).name());
  }

  @Test
  void whiteSpaceBetweenTokensDoesNotMatter() {
    Args args = Wire.args(parser, "2[\t\"e\" ,\r\n 1 , [ ] , null , \" \" ] ");
    assertEquals(4, args.size());
    assertArrayEquals(new Object[] {1L, List.of(), null, " "}, args.toList().toArray());
  }

  @Test
  void argumentsAreSeparatedByTheirOwnCommasOnly() {
    Args args =
        Wire.args(parser, "2[\"e\",\"a,b]\",[1,[2,3]],{\"x\":\"}\",\"y\":[4,5]},\"\\\\\",6]");
    assertEquals(
        List.of(
            "a,b]", List.of(1L, List.of(2L, 3L)), Map.of("x", "}", "y", List.of(4L, 5L)), "\\", 6L),
        args.toList());
  }

  @Test
  void connectErrorMayBeAStringAsSomeServersSend() {
    Packet.ConnectError error =
        assertInstanceOf(
            Packet.ConnectError.class, Wire.decode(parser, "4/nope,\"Unable to connect\""));
    assertEquals("/nope", error.namespace());
    assertEquals(List.of("Unable to connect"), error.data().toList());
    assertEquals(
        0, assertInstanceOf(Packet.ConnectError.class, Wire.decode(parser, "4")).data().size());
  }

  @Test
  void decoderTakesOnePacketAfterTheOther() {
    var decoder = parser.newDecoder();
    for (int i = 0; i < 3; i++) {
      decoder.decode(new Frame.Text("51-" + i + "[\"a\",{\"num\":0,\"_placeholder\":true}]"));
      Packet packet = decoder.decode(new Frame.Binary(new byte[] {(byte) i}));
      Packet.Event event = assertInstanceOf(Packet.Event.class, packet);
      assertEquals(i, event.id());
      assertArrayEquals(new byte[] {(byte) i}, event.args().get(0, byte[].class));
      assertEquals(new Packet.Disconnect("/"), decoder.decode(new Frame.Text("1")));
    }
  }
}
