package socketio;

import org.jspecify.annotations.Nullable;

/**
 * The superclass of all failures of a Socket.IO client, apart from invalid arguments, among them
 * the index of a value that {@link Args} does not have.
 *
 * @since 1.0
 */
public class SocketIOException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a message.
   *
   * @param message what went wrong
   */
  public SocketIOException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a message and a cause.
   *
   * @param message what went wrong
   * @param cause the cause, or null
   */
  public SocketIOException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
