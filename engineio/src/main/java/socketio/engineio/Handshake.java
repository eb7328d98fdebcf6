package socketio.engineio;

import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;

/**
 * The content of the server's open packet (Engine.IO protocol, "Handshake").
 *
 * @param sid the session id: a secret
 * @param upgrades the transports that the server offers besides this one; empty if it names none
 * @param pingInterval how often the server pings, in milliseconds
 * @param pingTimeout how long a pong may take, in milliseconds
 * @param maxPayload the most bytes of a message or payload; {@link Long#MAX_VALUE} if the server
 *     has none, like those before 4.1
 */
record Handshake(
    String sid, List<String> upgrades, long pingInterval, long pingTimeout, long maxPayload) {

  /** The longest delay of a timer in Node: no server can mean a longer one. */
  private static final double MAX_MILLIS = Integer.MAX_VALUE;

  /** Whether a packet looks like an open packet, and so may hold a session id. */
  static boolean isOpenPacket(Frame packet) {
    return packet instanceof Frame.Text text
        && text.data().startsWith("0")
        && text.data().substring(1).trim().startsWith("{");
  }

  /**
   * Reads an open packet.
   *
   * @param packet the packet, with its type; a text
   * @throws ProtocolException says what is wrong, without quoting the packet
   */
  static Handshake parse(Frame packet) throws ProtocolException {
    Map<String, Object> members = FlatJson.parse(((Frame.Text) packet).data().substring(1));
    if (!(members.get("sid") instanceof String sid) || sid.isEmpty()) {
      throw new ProtocolException("no sid");
    }
    return new Handshake(
        sid,
        strings(members.get("upgrades")),
        millis(members, "pingInterval"),
        millis(members, "pingTimeout"),
        members.get("maxPayload") instanceof Double max && max >= 1
            ? max.longValue()
            : Long.MAX_VALUE);
  }

  /** After this time without a ping the connection is dead. */
  long heartbeatMillis() {
    return pingInterval + pingTimeout;
  }

  private static long millis(Map<String, Object> members, String name) throws ProtocolException {
    Object value = members.get(name);
    if (!(value instanceof Double millis)) {
      throw new ProtocolException("no number " + name);
    }
    if (!(millis >= 1 && millis <= MAX_MILLIS)) {
      throw new ProtocolException(
          name + " is " + millis + " ms; expected from 1 to " + (long) MAX_MILLIS);
    }
    return millis.longValue();
  }

  private static List<String> strings(@Nullable Object value) {
    List<String> strings = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object element : list) {
        strings.add(String.valueOf(element));
      }
    }
    return strings;
  }

  /** Leaves the session id out. */
  @Override
  public String toString() {
    return "Handshake[pingInterval=" + pingInterval + ", pingTimeout=" + pingTimeout + "]";
  }
}
