package socketio.testkit.internal.engine;

import socketio.spi.Frame;

/** What a fault of the connection is done to. */
interface Target {
  /** Ends the TCP connection. */
  void drop(boolean reset);

  /** Sends a packet that is not of the protocol's making. */
  void sendRaw(Frame packet);

  /** Whether that has used the target up, so that nothing else can be done to it. */
  default boolean usedUp() {
    return false;
  }
}
