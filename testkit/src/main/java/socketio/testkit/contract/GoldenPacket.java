package socketio.testkit.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import socketio.Args;
import socketio.spi.Frame;
import socketio.spi.Packet;

/**
 * A packet and its frames.
 *
 * @param source the paragraph of the protocol
 * @param packet the packet
 * @param frames its encoding
 * @since 1.0
 */
public record GoldenPacket(String source, Packet packet, List<Frame> frames) {
  private static final String CONNECTION = "Packet encoding, Connection to a namespace";
  private static final String DATA = "Packet encoding, Sending and receiving data";
  private static final String ACKNOWLEDGEMENT = "Packet encoding, Acknowledgement";
  private static final String DISCONNECTION = "Packet encoding, Disconnection from a namespace";

  private static final byte[] BYTES = {1, 2, 3, 4};

  /**
   * Every example of the protocol (revision 5) for its default wire.
   *
   * @return the packets
   */
  public static List<GoldenPacket> json() {
    return List.of(
        of(CONNECTION, new Packet.Connect("/", Args.of()), "0"),
        of(
            CONNECTION,
            new Packet.Connect("/admin", Args.of(Map.of("sid", "oSO0OpakMV_3jnilAAAA"))),
            "0/admin,{\"sid\":\"oSO0OpakMV_3jnilAAAA\"}"),
        of(
            CONNECTION,
            new Packet.ConnectError("/", Args.of(Map.of("message", "Not authorized"))),
            "4{\"message\":\"Not authorized\"}"),
        of(DATA, event("/", "foo"), "2[\"foo\"]"),
        of(DATA, event("/admin", "bar"), "2/admin,[\"bar\"]"),
        of(
            DATA,
            event("/", "baz", (Object) BYTES),
            "51-[\"baz\",{\"_placeholder\":true,\"num\":0}]",
            BYTES),
        of(
            DATA,
            event("/admin", "baz", new byte[] {1, 2}, new byte[] {3, 4}),
            "52-/admin,[\"baz\",{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}]",
            new byte[] {1, 2},
            new byte[] {3, 4}),
        of(ACKNOWLEDGEMENT, new Packet.Event("/", 12, "foo", Args.of()), "212[\"foo\"]"),
        of(ACKNOWLEDGEMENT, new Packet.Ack("/", 12, Args.of()), "312[]"),
        of(ACKNOWLEDGEMENT, new Packet.Ack("/admin", 13, Args.of("bar")), "3/admin,13[\"bar\"]"),
        of(
            ACKNOWLEDGEMENT,
            new Packet.Ack("/", 15, Args.of("bar", BYTES)),
            "61-15[\"bar\",{\"_placeholder\":true,\"num\":0}]",
            BYTES),
        of(DISCONNECTION, new Packet.Disconnect("/"), "1"),
        of(DISCONNECTION, new Packet.Disconnect("/admin"), "1/admin,"),
        of(
            "Sample session",
            new Packet.Ack("/admin", 1, Args.of((Object) BYTES)),
            "61-/admin,1[{\"_placeholder\":true,\"num\":0}]",
            BYTES),
        of(
            DATA,
            event("/", "nested", ordered()),
            "51-[\"nested\",{\"n\":1,\"b\":[{\"_placeholder\":true,\"num\":0}],\"z\":null}]",
            BYTES));
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

  private static GoldenPacket of(String source, Packet packet, String text, byte[]... attachments) {
    var frames = new java.util.ArrayList<Frame>();
    frames.add(new Frame.Text(text));
    for (byte[] attachment : attachments) {
      frames.add(new Frame.Binary(attachment));
    }
    return new GoldenPacket(source, packet, List.copyOf(frames));
  }
}
