package socketio.spi;

import java.util.Set;
import socketio.Args;

/**
 * A Socket.IO packet (protocol revision 5). That the wire has separate types for packets with
 * binary content is a matter of the parser alone.
 */
public sealed interface Packet {
  /**
   * The namespace that the packet belongs to.
   *
   * @return {@code "/"} or another path that begins with a slash
   */
  String namespace();

  /**
   * Asks to join a namespace (client), or confirms it (server).
   *
   * @param namespace the namespace
   * @param data no value, or one: the auth payload, or the object with {@code sid} and {@code pid}
   */
  record Connect(String namespace, Args data) implements Packet {
    /** Leaves the data out: it holds secrets. */
    @Override
    public String toString() {
      return "Connect[" + namespace + "]";
    }
  }

  /**
   * Leaves a namespace.
   *
   * @param namespace the namespace
   */
  record Disconnect(String namespace) implements Packet {}

  /**
   * Refuses a client that asked to join.
   *
   * @param namespace the namespace
   * @param data no value, or one: an object or a string that says why
   */
  record ConnectError(String namespace, Args data) implements Packet {}

  /**
   * An event.
   *
   * @param namespace the namespace
   * @param id what the acknowledgement must name, or {@link #NO_ID} where none is wanted
   * @param name the event's name; a name that came as a number is its decimal text
   * @param args the arguments, without the name
   */
  record Event(String namespace, long id, String name, Args args) implements Packet {
    /** The id of an event that wants no acknowledgement. */
    public static final long NO_ID = -1;

    private static final Set<String> RESERVED =
        Set.of(
            "connect",
            "connect_error",
            "disconnect",
            "disconnecting",
            "newListener",
            "removeListener");

    /**
     * Whether a name means something to Socket.IO itself, so that no event may have it.
     *
     * @param name the name
     * @return true if it is reserved
     */
    public static boolean isReserved(String name) {
      return RESERVED.contains(name);
    }
  }

  /**
   * The acknowledgement of an event.
   *
   * @param namespace the namespace
   * @param id the id of that event, 0 or more
   * @param args what the receiver answered
   */
  record Ack(String namespace, long id, Args args) implements Packet {}
}
