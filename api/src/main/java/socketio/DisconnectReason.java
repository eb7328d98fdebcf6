package socketio;

/**
 * The reason why a connection, or one of its namespaces, ended. After all but the first two, the
 * client reconnects as {@link Reconnection} says.
 *
 * @since 1.0
 */
public enum DisconnectReason {
  /**
   * The application disconnected, or its {@code connect} failed after some namespaces had joined.
   * Final: the client does not reconnect.
   */
  CLIENT_DISCONNECT,

  /**
   * The server disconnected the namespace. Final by default; see {@link
   * Reconnection#afterServerDisconnect}.
   */
  SERVER_DISCONNECT,

  /** No ping arrived within the ping interval and the ping timeout of the handshake. */
  PING_TIMEOUT,

  /** The peer closed the transport cleanly. */
  TRANSPORT_CLOSE,

  /** The transport failed, or the server does not read the answers that it requests. */
  TRANSPORT_ERROR,

  /** The peer sent something that is not a valid packet. */
  PARSE_ERROR
}
