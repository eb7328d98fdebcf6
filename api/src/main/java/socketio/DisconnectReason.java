package socketio;

/** Why a connection, or a namespace of it, ended. */
public enum DisconnectReason {
  /** The application disconnected. Final: nothing reconnects. */
  CLIENT_DISCONNECT,

  /** The server disconnected the namespace. Final: nothing reconnects by default. */
  SERVER_DISCONNECT,

  /** No ping came within the ping interval and the ping timeout of the handshake. */
  PING_TIMEOUT,

  /** The peer closed the transport in good order. */
  TRANSPORT_CLOSE,

  /** The transport broke. */
  TRANSPORT_ERROR,

  /** The peer sent something that is not a valid packet. */
  PARSE_ERROR
}
