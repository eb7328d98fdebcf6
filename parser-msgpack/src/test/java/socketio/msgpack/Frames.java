package socketio.msgpack;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** Frames as tests write them: in hexadecimal digits, with spaces where they help. */
final class Frames {
  /** The first bytes of a map of so many fields. */
  private static final String TYPE = "a474797065";

  private static final String NSP = "a36e7370a12f";
  private static final String DATA = "a464617461";

  private Frames() {}

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** A packet of the main namespace without data. */
  static String packet(int type) {
    return "82" + TYPE + "0" + type + NSP;
  }

  /** A packet of the main namespace with data. */
  static String packet(int type, String data) {
    return "83" + TYPE + "0" + type + NSP + DATA + data;
  }

  /** A packet of the main namespace with data and an id. */
  static String packet(int type, String data, String id) {
    return "84" + TYPE + "0" + type + NSP + DATA + data + "a26964" + id;
  }

  static Packet decode(Parser parser, String hex) {
    return assertInstanceOf(Packet.class, parser.newDecoder().decode(new Frame.Binary(bytes(hex))));
  }

  /** The one argument of an event, as received. */
  static Args arg(Parser parser, String hex) {
    return assertInstanceOf(Packet.Event.class, decode(parser, packet(2, "92 a165" + hex))).args();
  }

  /** The encoded form of the one argument of an event named "e". */
  static String encode(Parser parser, @Nullable Object value) {
    Packet event = new Packet.Event("/", Packet.Event.NO_ID, "e", Args.of(value));
    Frame.Binary frame = assertInstanceOf(Frame.Binary.class, parser.encode(event).get(0));
    String head = packet(2, "92a165");
    return hex(frame.data()).substring(head.length());
  }

  /** The arguments after encoding and decoding. */
  static Args transfer(Parser parser, @Nullable Object... values) {
    Packet event = new Packet.Event("/", Packet.Event.NO_ID, "e", Args.of(values));
    Packet decoded = parser.newDecoder().decode(parser.encode(event).get(0));
    return assertInstanceOf(Packet.Event.class, decoded).args();
  }
}
