package socketio;

import org.jspecify.annotations.Nullable;

/** Anything that can go wrong with a Socket.IO client, apart from wrong arguments. */
public class SocketIOException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * An exception with a message.
   *
   * @param message what went wrong
   */
  public SocketIOException(String message) {
    super(message);
  }

  /**
   * An exception with a cause.
   *
   * @param message what went wrong
   * @param cause why, or null
   */
  public SocketIOException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
