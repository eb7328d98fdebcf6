package socketio.testkit.internal.net;

import java.io.IOException;

/**
 * One HTTP request waiting for its response. The first of {@link #respond}, {@link
 * #respondTruncated}, {@link #drop} and {@link #upgrade} decides; later ones do nothing. A request
 * that is never answered hangs. Thread-safe; nothing blocks or throws.
 */
public interface HttpCall {
  /**
   * The head of the request.
   *
   * @return the request line and the headers
   */
  RequestHead head();

  /**
   * Reads the body. Called at most once.
   *
   * @param limit the maximum number of bytes to accept
   * @param receiver called once, on any thread
   */
  void body(int limit, BodyReceiver receiver);

  /** Receives the body of a request. */
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
     * @param cause a {@link TooLargeException}, or how the connection failed
     */
    void onFailure(IOException cause);
  }

  /**
   * Sends a response.
   *
   * @param reply the response
   */
  void respond(Reply reply);

  /**
   * Sends the head of a response and half of its body, then ends the TCP connection.
   *
   * @param reply the response
   */
  void respondTruncated(Reply reply);

  /**
   * Ends the TCP connection without a response.
   *
   * @param reset whether to send RST instead of FIN
   */
  void drop(boolean reset);

  /**
   * Accepts the request as a WebSocket handshake. The layer below refuses an invalid handshake, and
   * the listener is then never called.
   *
   * @param maxMessage the maximum size of a message from the client, in bytes
   * @param listener the listener of the WebSocket
   */
  void upgrade(int maxMessage, ServerWebSocket.Listener listener);

  /**
   * Sets the callback for a client that goes away before it is answered. Set at most once.
   *
   * @param gone runs on any thread, immediately if the client is already gone
   */
  void onGone(Runnable gone);

  /**
   * Whether the client is known to have gone away before it was answered.
   *
   * @return true if the client no longer waits for a response
   */
  boolean isGone();
}
