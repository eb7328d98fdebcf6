package socketio.core.runtime;

import socketio.ClientClosedException;

/** The exception of every method of a closed client. */
public final class ClientClosed {
  private ClientClosed() {}

  /**
   * Returns a new exception.
   *
   * @param what what cannot be done, such as {@code "cannot connect"}
   */
  public static ClientClosedException error(String what) {
    return new ClientClosedException(what + ": the client is closed; create another one");
  }
}
