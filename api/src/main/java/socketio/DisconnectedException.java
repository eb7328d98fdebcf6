package socketio;

import org.jspecify.annotations.Nullable;

/**
 * The connection ended while something was waiting for it, such as the acknowledgement of a call.
 * The server may or may not have handled the event.
 */
public class DisconnectedException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /** Why the connection ended. */
  private final DisconnectReason reason;

  /**
   * An exception with a cause.
   *
   * @param message what was waiting
   * @param reason why the connection ended
   * @param cause what is known beyond the reason, or null
   */
  public DisconnectedException(String message, DisconnectReason reason, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /**
   * Why the connection ended.
   *
   * @return the reason
   */
  public DisconnectReason reason() {
    return reason;
  }
}
