package socketio;

import org.jspecify.annotations.Nullable;

/** What the server sent is not a valid packet, or cannot be read as the type asked for. */
public class DecodingException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message.
   *
   * @param message what went wrong
   */
  public DecodingException(String message) {
    super(message);
  }

  /**
   * An exception with a cause.
   *
   * @param message what went wrong
   * @param cause why, or null
   */
  public DecodingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
