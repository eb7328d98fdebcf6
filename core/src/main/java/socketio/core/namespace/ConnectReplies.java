package socketio.core.namespace;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DecodingException;
import socketio.spi.Packet;

/** Reads the CONNECT and CONNECT_ERROR packets of various servers. */
public final class ConnectReplies {
  private ConnectReplies() {}

  /**
   * Returns the error of a CONNECT_ERROR packet. The Node.js server sends {@code {"message",
   * "data"}}; python-socketio and netty-socketio may send a bare string, and some servers only the
   * application's data.
   */
  public static ConnectionException toException(Packet.ConnectError refusal) {
    Object payload = payload(refusal.data());
    String reason = null;
    Object data = payload;
    if (payload instanceof String text) {
      reason = text;
      data = null;
    } else if (payload instanceof Map<?, ?> map && map.get("message") instanceof String message) {
      reason = message;
      data = map.get("data");
    }
    String message = "the server refused namespace " + refusal.namespace();
    return ConnectionException.builder(
            Phase.NAMESPACE, reason == null ? message : message + ": " + reason)
        .namespace(refusal.namespace())
        .serverMessage(reason)
        .data(data)
        .build();
  }

  /** Returns the error of a CONNECT without a session id: the server speaks protocol revision 4. */
  public static ConnectionException withoutSid(String namespace) {
    return ConnectionException.builder(
            Phase.NAMESPACE,
            "the server confirmed namespace "
                + namespace
                + " without a session id: it is a Socket.IO 2.x server; this client supports 3.x"
                + " and 4.x")
        .namespace(namespace)
        .build();
  }

  /** Returns a string member of the payload, or null. */
  public static @Nullable String text(Args data, String key) {
    return payload(data) instanceof Map<?, ?> map && map.get(key) instanceof String value
        ? value
        : null;
  }

  private static @Nullable Object payload(Args data) {
    try {
      return data.size() == 0 ? null : data.get(0);
    } catch (DecodingException e) {
      return null;
    }
  }
}
