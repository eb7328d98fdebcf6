package socketio.testkit;

import socketio.DisconnectReason;
import socketio.SocketIOException;

/**
 * Thrown when a script uses a socket whose client is gone.
 *
 * @since 1.0
 */
public final class SocketGoneException extends SocketIOException {
  private static final long serialVersionUID = 1L;

  /** Why the client is gone. */
  private final DisconnectReason reason;

  /**
   * Creates an exception.
   *
   * @param message what was attempted
   * @param reason why the client is gone
   */
  public SocketGoneException(String message, DisconnectReason reason) {
    super(message);
    this.reason = reason;
  }

  /**
   * Why the client is gone.
   *
   * @return the reason, as the server sees it
   */
  public DisconnectReason reason() {
    return reason;
  }
}
