package socketio.testkit;

/** Where in its life an Engine.IO connection is. */
public enum Phase {
  /** The request of the handshake has arrived and is not yet answered. */
  OPENING,

  /** The session is open on HTTP long-polling. */
  POLLING,

  /** A WebSocket for the upgrade is asked for, or open and not yet confirmed. */
  PROBING,

  /** The session is open on WebSocket. */
  WEBSOCKET,

  /** One side has asked to close. */
  CLOSING
}
