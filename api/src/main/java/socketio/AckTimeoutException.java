package socketio;

import org.jspecify.annotations.Nullable;

/**
 * The acknowledgement of a call did not come in time. The server may or may not have handled the
 * event.
 */
public class AckTimeoutException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message.
   *
   * @param message what went wrong
   */
  public AckTimeoutException(String message) {
    super(message);
  }

  /**
   * An exception with a cause.
   *
   * @param message what went wrong
   * @param cause why, or null
   */
  public AckTimeoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
