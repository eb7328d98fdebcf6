package socketio.examples.cbor;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import socketio.Args;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;
import socketio.testkit.contract.GoldenPacket;
import socketio.testkit.contract.ParserContract;

class CborParserContractTest extends ParserContract {
  private final Parser parser = new CborPacketParser();

  @Override
  protected Parser parser() {
    return parser;
  }

  /** Encoded by hand from RFC 8949. Jackson writes maps with indefinite length: "bf … ff". */
  @Override
  protected List<GoldenPacket> goldenWire() {
    return List.of(
        golden(new Packet.Connect("/", Args.of()), "a2 6474797065 00 636e7370 612f"),
        golden(
            new Packet.Connect("/", Args.of(Map.of("t", "x"))),
            "a3 6474797065 00 636e7370 612f 6464617461 bf 6174 6178 ff"),
        golden(new Packet.Disconnect("/a"), "a2 6474797065 01 636e7370 622f61"),
        golden(
            new Packet.Event("/", Packet.Event.NO_ID, "foo", Args.of(1, new byte[] {7, 8})),
            "a3 6474797065 02 636e7370 612f 6464617461 83 63666f6f 01 420708"),
        golden(
            new Packet.Ack("/", 12, Args.of("bar", null)),
            "a4 6474797065 03 636e7370 612f 6464617461 82 63626172 f6 626964 0c"),
        golden(
            new Packet.ConnectError("/", Args.of("no")),
            "a3 6474797065 04 636e7370 612f 6464617461 626e6f"));
  }

  private static GoldenPacket golden(Packet packet, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return new GoldenPacket("RFC 8949", packet, List.of(new Frame.Binary(bytes)));
  }
}
