package socketio.it.contract;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import socketio.Args;
import socketio.msgpack.MsgpackPacketParser;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;
import socketio.testkit.contract.GoldenPacket;
import socketio.testkit.contract.ParserContract;

class MsgpackParserTest extends ParserContract {
  private static final byte[] BYTES = {1, 2, 3, 4};

  private final Parser parser = MsgpackPacketParser.create();

  @Override
  protected Parser parser() {
    return parser;
  }

  /** The packets of the protocol's examples as Node's parser (3.0.2) encodes them. */
  @Override
  protected List<GoldenPacket> goldenWire() {
    return List.of(
        golden(new Packet.Connect("/", Args.of()), "82a47479706500a36e7370a12f"),
        golden(
            new Packet.Connect("/admin", Args.of(Map.of("sid", "oSO0OpakMV_3jnilAAAA"))),
            "83a47479706500a36e7370a62f61646d696ea46461746181a3736964"
                + "b46f534f304f70616b4d565f336a6e696c41414141"),
        golden(
            new Packet.ConnectError("/", Args.of(Map.of("message", "Not authorized"))),
            "83a47479706504a36e7370a12fa46461746181a76d657373616765"
                + "ae4e6f7420617574686f72697a6564"),
        golden(
            new Packet.ConnectError("/", Args.of("Not authorized")),
            "83a47479706504a36e7370a12fa464617461ae4e6f7420617574686f72697a6564"),
        golden(event("/", "foo"), "83a47479706502a36e7370a12fa46461746191a3666f6f"),
        golden(event("/admin", "bar"), "83a47479706502a36e7370a62f61646d696ea46461746191a3626172"),
        golden(
            event("/", "baz", (Object) BYTES),
            "83a47479706502a36e7370a12fa46461746192a362617ac40401020304"),
        golden(
            event("/admin", "baz", new byte[] {1, 2}, new byte[] {3, 4}),
            "83a47479706502a36e7370a62f61646d696ea46461746193a362617ac4020102c4020304"),
        golden(
            new Packet.Event("/", 12, "foo", Args.of()),
            "84a47479706502a36e7370a12fa46461746191a3666f6fa269640c"),
        golden(
            new Packet.Ack("/", 12, Args.of()), "84a47479706503a36e7370a12fa46461746190a269640c"),
        golden(
            new Packet.Ack("/admin", 13, Args.of("bar")),
            "84a47479706503a36e7370a62f61646d696ea46461746191a3626172a269640d"),
        golden(
            new Packet.Ack("/", 15, Args.of("bar", BYTES)),
            "84a47479706503a36e7370a12fa46461746192a3626172c40401020304a269640f"),
        golden(new Packet.Disconnect("/"), "82a47479706501a36e7370a12f"),
        golden(new Packet.Disconnect("/admin"), "82a47479706501a36e7370a62f61646d696e"),
        golden(
            event("/", "nested", ordered()),
            "83a47479706502a36e7370a12fa46461746192a66e6573746564"
                + "83a16e01a16291c40401020304a17ac0"),
        golden(
            event(
                "/",
                "numbers",
                0,
                127,
                128,
                65535,
                65536,
                1L << 32,
                -32,
                -33,
                -129,
                -32769,
                -(1L << 31) - 1,
                2.5,
                true),
            "83a47479706502a36e7370a12fa4646174619ea76e756d62657273007fcc80cdffffce00010000"
                + "cf0000000100000000e0d0dfd1ff7fd2ffff7fffd3ffffffff7fffffffcb4004000000000000c3"));
  }

  private static Map<String, Object> ordered() {
    var map = new LinkedHashMap<String, Object>();
    map.put("n", 1);
    map.put("b", List.of(BYTES));
    map.put("z", null);
    return map;
  }

  private static Packet event(String namespace, String name, Object... args) {
    return new Packet.Event(namespace, Packet.Event.NO_ID, name, Args.of(args));
  }

  private static GoldenPacket golden(Packet packet, String hex) {
    return new GoldenPacket(
        "socket.io-msgpack-parser",
        packet,
        List.of(new Frame.Binary(HexFormat.of().parseHex(hex))));
  }
}
