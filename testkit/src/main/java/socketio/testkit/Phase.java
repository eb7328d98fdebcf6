package socketio.testkit;

/**
 * The phase that an Engine.IO connection is in.
 *
 * @since 1.0
 */
public enum Phase {
  /** The handshake request has arrived and has not been answered yet. */
  OPENING,

  /** The session is open on HTTP long-polling. */
  POLLING,

  /** A WebSocket for the upgrade has been requested, or is open but not confirmed yet. */
  PROBING,

  /** The session is open on WebSocket. */
  WEBSOCKET,

  /** One side has begun to close the connection. */
  CLOSING
}
