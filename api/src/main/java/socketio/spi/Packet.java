package socketio.spi;

import java.util.Set;
import socketio.Args;

/**
 * A Socket.IO packet (protocol revision 5). Only the parser deals with the separate types that
 * packets with binary content have on the wire.
 *
 * @since 1.0
 */
public sealed interface Packet {
  /**
   * Returns the namespace to which the packet belongs.
   *
   * @return {@code "/"} or another path that begins with a slash
   */
  String namespace();

  /**
   * Requests to join a namespace (client), or confirms it (server).
   *
   * @param namespace the namespace
   * @param data no value, or one: the auth payload, or the object with {@code sid} and {@code pid}
   */
  record Connect(String namespace, Args data) implements Packet {
    /** Omits the data, which holds secrets. */
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
   * Refuses a client's request to join a namespace.
   *
   * @param namespace the namespace
   * @param data no value, or one: an object or a string that gives the reason
   */
  record ConnectError(String namespace, Args data) implements Packet {}

  /**
   * An event.
   *
   * @param namespace the namespace
   * @param id the id for the acknowledgement, or {@link #NO_ID} if none is requested
   * @param name the event's name; a numeric name on the wire becomes its decimal text
   * @param args the arguments, without the name
   */
  record Event(String namespace, long id, String name, Args args) implements Packet {
    /** The id of an event that requests no acknowledgement. */
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
     * Returns whether a name is reserved by Socket.IO itself, so that no event may have it.
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
   * @param args the values of the acknowledgement
   */
  record Ack(String namespace, long id, Args args) implements Packet {}
}
