package socketio;

/** The reason why a connection, or one of its namespaces, ended. */
public enum DisconnectReason {
  /** The application disconnected. Final: the client does not reconnect. */
  CLIENT_DISCONNECT,

  /** The server disconnected the namespace. Final: the client does not reconnect by default. */
  SERVER_DISCONNECT,

  /** No ping arrived within the ping interval and the ping timeout of the handshake. */
  PING_TIMEOUT,

  /** The peer closed the transport cleanly. */
  TRANSPORT_CLOSE,

  /** The transport failed. */
  TRANSPORT_ERROR,

  /** The peer sent something that is not a valid packet. */
  PARSE_ERROR
}
