package socketio.testkit.internal.engine;

import socketio.testkit.internal.net.Reply;

/** The errors with which a server rejects a request, numbered as in the reference server. */
enum Rejection {
  UNKNOWN_TRANSPORT(400, 0, "Transport unknown"),
  UNKNOWN_SID(400, 1, "Session ID unknown"),
  BAD_HANDSHAKE_METHOD(400, 2, "Bad handshake method"),
  BAD_REQUEST(400, 3, "Bad request"),
  FORBIDDEN(403, 4, "Forbidden"),
  UNSUPPORTED_PROTOCOL_VERSION(400, 5, "Unsupported protocol version");

  private final int status;
  private final int code;
  private final String message;

  Rejection(int status, int code, String message) {
    this.status = status;
    this.code = code;
    this.message = message;
  }

  Reply reply() {
    return Reply.of(
        status, "application/json", "{\"code\":" + code + ",\"message\":\"" + message + "\"}");
  }
}
