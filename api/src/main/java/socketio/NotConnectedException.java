package socketio;

import org.jspecify.annotations.Nullable;

/** Something was to be sent to a namespace that is not connected. Nothing was sent. */
public class NotConnectedException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message.
   *
   * @param message what went wrong
   */
  public NotConnectedException(String message) {
    super(message);
  }

  /**
   * An exception with a cause.
   *
   * @param message what went wrong
   * @param cause why, or null
   */
  public NotConnectedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
