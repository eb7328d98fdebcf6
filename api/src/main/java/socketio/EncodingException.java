package socketio;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when a value cannot be represented in a packet, or the packet is larger than the server or
 * the transport accepts. Nothing was sent.
 *
 * @since 1.0
 */
public class EncodingException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a message.
   *
   * @param message what went wrong
   */
  public EncodingException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a message and a cause.
   *
   * @param message what went wrong
   * @param cause the cause, or null
   */
  public EncodingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
