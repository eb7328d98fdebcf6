package socketio.msgpack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.msgpack.Frames.packet;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.DecodingException;
import socketio.spi.Frame;
import socketio.spi.Packet;

/** Packets that MessagePack or Socket.IO does not allow, and the exceptions they cause. */
class MsgpackMalformedTest {
  private static final String CUT_SHORT = "it is cut short";
  private static final String ID = "its id is not an integer from 0 to 2^53-1";

  private final MsgpackPacketParser parser = MsgpackPacketParser.create();

  static Stream<Arguments> malformedFrames() {
    String noType = "it has no type from 0 to 4";
    String unknown = "which is unknown";
    return Stream.of(
        Arguments.of("", "it is not a map"),
        Arguments.of("90", "it is not a map"),
        Arguments.of("c0", "it is not a map"),
        Arguments.of("32", "it is not a map"),
        Arguments.of("80", noType),
        Arguments.of("81 a36e7370 a12f", noType),
        Arguments.of("82 a474797065 05 a36e7370 a12f", noType),
        Arguments.of("82 a474797065 ff a36e7370 a12f", noType),
        Arguments.of("82 a474797065 c0 a36e7370 a12f", noType),
        Arguments.of("82 a474797065 a132 a36e7370 a12f", noType),
        Arguments.of("82 a474797065 cb4000000000000000 a36e7370 a12f", noType),
        Arguments.of("82 a474797065 cf0000000100000001 a36e7370 a12f", noType),
        Arguments.of("81 a474797065 01", "it has no nsp that is a string"),
        Arguments.of("82 a474797065 01 a36e7370 c0", "it has no nsp that is a string"),
        Arguments.of("82 a474797065 01 a36e7370 a0", "its nsp does not begin with a slash"),
        Arguments.of("82 a474797065 01 a36e7370 a161", "its nsp does not begin with a slash"),
        Arguments.of(packet(0, "90"), "the data of its CONNECT is not a map"),
        Arguments.of(packet(0, "a178"), "the data of its CONNECT is not a map"),
        Arguments.of(packet(0, "c3"), "the data of its CONNECT is not a map"),
        Arguments.of(packet(1, "80"), "a DISCONNECT takes no data"),
        Arguments.of(packet(1, "00"), "a DISCONNECT takes no data"),
        Arguments.of(
            packet(4, "90"), "the data of its CONNECT_ERROR is neither a map nor a string"),
        Arguments.of(
            packet(4, "07"), "the data of its CONNECT_ERROR is neither a map nor a string"),
        Arguments.of(packet(2), "the data of its EVENT is not an array"),
        Arguments.of(packet(2, "c0"), "the data of its EVENT is not an array"),
        Arguments.of(packet(2, "80"), "the data of its EVENT is not an array"),
        Arguments.of(packet(2, "a165"), "the data of its EVENT is not an array"),
        Arguments.of(packet(2, "d40000"), "the data of its EVENT is not an array"),
        Arguments.of(packet(3, "80", "01"), "the data of its ACK is not an array"),
        Arguments.of(packet(3, "90"), "its ACK has no id"),
        Arguments.of(packet(3, "90", "c0"), "its ACK has no id"),
        Arguments.of(packet(3, "90", "d40000"), "its ACK has no id"),
        Arguments.of(packet(3, "90", "ff"), ID),
        Arguments.of(packet(3, "90", "a131"), ID),
        Arguments.of(packet(3, "90", "cb3ff0000000000000"), ID),
        Arguments.of(packet(3, "90", "90"), ID),
        Arguments.of(packet(3, "90", "cf0020000000000000"), ID),
        Arguments.of(packet(3, "90", "cfffffffffffffffff"), ID),
        Arguments.of(packet(2, "91a165", "d0ff"), ID),
        Arguments.of(packet(2, "90"), "its event has no name"),
        Arguments.of(packet(2, "91c0"), "the name of its event is neither a string nor a number"),
        Arguments.of(packet(2, "91c3"), "the name of its event is neither a string nor a number"),
        Arguments.of(packet(2, "9180"), "the name of its event is neither a string nor a number"),
        Arguments.of(
            packet(2, "9191a165"), "the name of its event is neither a string nor a number"),
        Arguments.of(
            packet(2, "91c40165"), "the name of its event is neither a string nor a number"),
        Arguments.of(
            packet(
                2,
                "91a7" + Frames.hex("connect".getBytes(java.nio.charset.StandardCharsets.UTF_8))),
            "its event has the reserved name connect"),
        Arguments.of(
            packet(
                2,
                "91d90a"
                    + Frames.hex("disconnect".getBytes(java.nio.charset.StandardCharsets.UTF_8))),
            "its event has the reserved name disconnect"),
        Arguments.of(packet(2, "91a165") + "00", "there are bytes after its map"),
        Arguments.of(packet(1) + "c0", "there are bytes after its map"),
        Arguments.of(packet(2, "92a165 c1"), "it has a byte, 0xc1, that MessagePack never uses"),
        Arguments.of(packet(2, "92a165 d40500"), "an extension of type 5 and 1 bytes, " + unknown),
        Arguments.of(
            packet(2, "92a165 d5000000"), "an extension of type 0 and 2 bytes, " + unknown),
        Arguments.of(
            packet(2, "92a165 81a161 c703ff000000"), "an extension of type -1 and 3 bytes, "),
        Arguments.of(
            packet(2, "92a165 c9000000027f0000"), "an extension of type 127 and 2 bytes, "),
        Arguments.of("81 a178 d40500", "an extension of type 5 and 1 bytes, "),
        Arguments.of(packet(2, "92a165 dbffffffff78"), CUT_SHORT),
        Arguments.of(packet(2, "92a165 da000278"), CUT_SHORT),
        Arguments.of(packet(2, "92a165 d90278"), CUT_SHORT),
        Arguments.of(packet(2, "92a165 c6ffffffff00"), CUT_SHORT),
        Arguments.of(packet(2, "92a165 c6fffffff600"), CUT_SHORT),
        Arguments.of(packet(2, "92a165 c900000000"), CUT_SHORT),
        Arguments.of(packet(2, "92a165 c9ffffffff0000"), CUT_SHORT),
        Arguments.of(packet(2, "92a165 ddffffffff00"), CUT_SHORT),
        Arguments.of(packet(2, "92a165 dfffffffff00"), CUT_SHORT),
        Arguments.of(packet(2, "92a165 df8000000000"), CUT_SHORT),
        Arguments.of(packet(2, "ddffffffffa165"), CUT_SHORT),
        Arguments.of("dfffffffff", CUT_SHORT),
        Arguments.of("de", CUT_SHORT));
  }

  @ParameterizedTest
  @MethodSource("malformedFrames")
  void malformedFrameIsRefusedWithAPreciseReason(String hex, String reason) {
    DecodingException e =
        assertThrows(
            DecodingException.class,
            () -> parser.newDecoder().decode(new Frame.Binary(Frames.bytes(hex))));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith("not a valid Socket.IO packet: "), message);
    assertTrue(message.contains(reason), message);
  }

  @Test
  void textIsRefusedWithTheCause() {
    DecodingException e =
        assertThrows(
            DecodingException.class, () -> parser.newDecoder().decode(new Frame.Text("2[\"a\"]")));
    assertEquals(
        "not a valid Socket.IO packet: text arrived instead of MessagePack: client and server"
            + " must use the same parser",
        e.getMessage());
  }

  @Test
  void everyFrameThatIsCutShortIsRefused() {
    Packet packet =
        new Packet.Event(
            "/admin",
            300,
            "name",
            Args.of(
                1,
                70_000,
                1L << 40,
                -1,
                -70_000,
                1.5,
                1.5f,
                "x".repeat(40),
                "x".repeat(300),
                new byte[3],
                new byte[300],
                List.of(1, List.of()),
                Map.of("k", Map.of("k", true)),
                java.time.Instant.ofEpochSecond(1, 1)));
    byte[] whole = ((Frame.Binary) parser.encode(packet).get(0)).data();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThrows(
          DecodingException.class, () -> parser.newDecoder().decode(new Frame.Binary(part)));
    }
  }
}
