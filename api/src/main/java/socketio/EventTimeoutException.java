package socketio;

import org.jspecify.annotations.Nullable;

/**
 * Thrown by {@code awaitEvent} and {@code receive} when no event arrives in time.
 *
 * @since 1.0
 */
public class EventTimeoutException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a message.
   *
   * @param message what went wrong
   */
  public EventTimeoutException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a message and a cause.
   *
   * @param message what went wrong
   * @param cause the cause, or null
   */
  public EventTimeoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
