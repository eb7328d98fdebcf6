package socketio.testkit.internal.net;

import java.io.IOException;

/** A request body is larger than the server accepts. */
public final class TooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param limit the maximum number of bytes accepted
   */
  public TooLargeException(int limit) {
    super("the request body has more than " + limit + " bytes");
  }
}
