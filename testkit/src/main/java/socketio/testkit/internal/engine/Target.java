package socketio.testkit.internal.engine;

import socketio.spi.Frame;

/** The target of a connection fault. */
interface Target {
  /** Cuts the TCP connection. */
  void drop(boolean reset);

  /** Sends a packet as it is, outside the protocol. */
  void sendRaw(Frame packet);

  /** Whether the target is used up, so that no other fault can strike it. */
  default boolean usedUp() {
    return false;
  }
}
