package socketio;

import org.jspecify.annotations.Nullable;

/**
 * A value cannot be represented in a packet, or the packet is larger than the server or the
 * transport accepts. Nothing was sent.
 */
public class EncodingException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message.
   *
   * @param message what went wrong
   */
  public EncodingException(String message) {
    super(message);
  }

  /**
   * An exception with a cause.
   *
   * @param message what went wrong
   * @param cause why, or null
   */
  public EncodingException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
