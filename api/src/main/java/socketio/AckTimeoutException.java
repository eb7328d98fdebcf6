package socketio;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the acknowledgement of a call, or of an event with {@linkplain
 * EmitOptions#retries(int) retries} after all attempts, does not arrive in time. The server may or
 * may not have handled the event.
 *
 * @since 1.0
 */
public class AckTimeoutException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a message.
   *
   * @param message what went wrong
   */
  public AckTimeoutException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a message and a cause.
   *
   * @param message what went wrong
   * @param cause the cause, or null
   */
  public AckTimeoutException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
