package socketio;

import org.jspecify.annotations.Nullable;

/** An event that was waited for did not come in time. */
public class EventTimeoutException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message.
   *
   * @param message what went wrong
   */
  public EventTimeoutException(String message) {
    super(message);
  }

  /**
   * An exception with a cause.
   *
   * @param message what went wrong
   * @param cause why, or null
   */
  public EventTimeoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
