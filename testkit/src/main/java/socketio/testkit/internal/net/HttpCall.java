package socketio.testkit.internal.net;

import java.io.IOException;

/**
 * One HTTP request that waits for its answer. The first of {@link #respond}, {@link
 * #respondTruncated}, {@link #drop} and {@link #upgrade} decides; later ones do nothing. A request
 * that is never answered hangs. Thread-safe; nothing blocks or throws.
 */
public interface HttpCall {
  /**
   * What was asked.
   *
   * @return the request line and the headers
   */
  RequestHead head();

  /**
   * Reads the body. Called at most once.
   *
   * @param limit the most bytes to accept
   * @param receiver is told once, on any thread
   */
  void body(int limit, BodyReceiver receiver);

  /** Gets the body of a request. */
  interface BodyReceiver {
    /**
     * The body is complete.
     *
     * @param body its bytes
     */
    void onBody(byte[] body);

    /**
     * There will be no body.
     *
     * @param cause a {@link TooLargeException}, or whatever became of the client
     */
    void onFailure(IOException cause);
  }

  /**
   * Answers.
   *
   * @param reply the answer
   */
  void respond(Reply reply);

  /**
   * Sends the head of an answer and half of its body, then ends the TCP connection.
   *
   * @param reply the answer
   */
  void respondTruncated(Reply reply);

  /**
   * Ends the TCP connection without an answer.
   *
   * @param reset whether by RST in place of FIN
   */
  void drop(boolean reset);

  /**
   * Accepts the request as the handshake of a WebSocket. A request that is no valid handshake is
   * refused by what is beneath, and nothing is called back.
   *
   * @param maxMessage the most bytes that a message from the client may have
   * @param listener hears of everything that comes
   */
  void upgrade(int maxMessage, Wire.Listener listener);

  /**
   * Tells when the client goes away before it is answered. Set at most once.
   *
   * @param gone runs on any thread, at once if it has happened
   */
  void onGone(Runnable gone);

  /**
   * Whether the client is known to have gone away before it was answered.
   *
   * @return true if nobody waits for an answer any more
   */
  boolean isGone();
}
