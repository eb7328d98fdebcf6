package socketio.json;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** Frames as tests write them. */
final class Wire {
  private Wire() {}

  /** The text frame, then the binary ones in hexadecimal digits. */
  static List<String> encode(Parser parser, Packet packet) {
    List<String> wire = new ArrayList<>();
    for (Frame frame : parser.encode(packet)) {
      wire.add(
          frame instanceof Frame.Text text
              ? text.data()
              : HexFormat.of().formatHex(((Frame.Binary) frame).data()));
    }
    return wire;
  }

  /** The text of an event named "e", ignoring its attachments. */
  static String encode(Parser parser, @Nullable Object... values) {
    return encode(parser, event("e", values)).get(0);
  }

  static Packet.Event event(String name, @Nullable Object... values) {
    return new Packet.Event("/", Packet.Event.NO_ID, name, Args.of(values));
  }

  static Packet decode(Parser parser, String text, byte[]... attachments) {
    Parser.Decoder decoder = parser.newDecoder();
    Packet packet = decoder.decode(new Frame.Text(text));
    for (byte[] attachment : attachments) {
      assertNull(packet);
      packet = decoder.decode(new Frame.Binary(attachment));
    }
    assertNotNull(packet);
    return packet;
  }

  /** The arguments of an event. */
  static Args args(Parser parser, String text, byte[]... attachments) {
    return assertInstanceOf(Packet.Event.class, decode(parser, text, attachments)).args();
  }
}
