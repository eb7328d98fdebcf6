package socketio.json;

import java.util.Set;

/** The event names that mean something else to Socket.IO and are never on the wire. */
final class ReservedEvents {
  private static final Set<String> NAMES =
      Set.of(
          "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener");

  private ReservedEvents() {}

  static boolean contains(String name) {
    return NAMES.contains(name);
  }
}
