package socketio;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when an event is not sent because the namespace is not connected, also when {@link
 * OfflinePolicy#buffer} does not keep it any longer; and when a namespace cannot be joined because
 * the client was never connected. Nothing was sent.
 *
 * @since 1.0
 */
public class NotConnectedException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a message.
   *
   * @param message what went wrong
   */
  public NotConnectedException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a message and a cause.
   *
   * @param message what went wrong
   * @param cause the cause, or null
   */
  public NotConnectedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
