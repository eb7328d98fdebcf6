package socketio;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when data from the server is not a valid packet, or cannot be read as the requested type.
 *
 * @since 1.0
 */
public class DecodingException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a message.
   *
   * @param message what went wrong
   */
  public DecodingException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a message and a cause.
   *
   * @param message what went wrong
   * @param cause the cause, or null
   */
  public DecodingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
