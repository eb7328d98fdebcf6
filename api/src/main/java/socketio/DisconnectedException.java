package socketio;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the connection ends while an operation depends on it, such as a call that waits for
 * its acknowledgement. The server may or may not have handled the event.
 *
 * @since 1.0
 */
public class DisconnectedException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /** Why the connection ended. */
  private final DisconnectReason reason;

  /**
   * Creates an exception with a message and a cause.
   *
   * @param message what was waiting
   * @param reason why the connection ended
   * @param cause the underlying cause, or null
   */
  public DisconnectedException(String message, DisconnectReason reason, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /**
   * Returns why the connection ended.
   *
   * @return the reason
   */
  public DisconnectReason reason() {
    return reason;
  }
}
