package socketio;

/**
 * Thrown by the methods of a closed client that need a connection or time: {@code connect}, {@code
 * emit}, {@code send}, {@code call}, {@code awaitEvent}, {@code receive} and {@code sleep}. Nothing
 * was begun. A closed client stays closed; create another one.
 *
 * @see Client#close
 * @since 1.0
 */
public class ClientClosedException extends NotConnectedException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a message.
   *
   * @param message what was asked of the closed client, and what to do
   */
  public ClientClosedException(String message) {
    super(message);
  }
}
