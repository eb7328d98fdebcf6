package socketio.testkit.internal.net;

import socketio.spi.Frame;

/**
 * The server's end of an open WebSocket. Thread-safe; no method blocks or throws; once it has
 * ended, all of them do nothing.
 */
public interface ServerWebSocket {
  /**
   * Sends a message.
   *
   * @param frame the message
   */
  void send(Frame frame);

  /**
   * Sends the beginning of a message, then ends the TCP connection.
   *
   * @param frame the message
   */
  void sendTruncated(Frame frame);

  /**
   * Sends a close frame and ends the TCP connection after it.
   *
   * @param code the WebSocket close code
   * @param reason a short text, possibly empty
   */
  void close(int code, String reason);

  /**
   * Ends the TCP connection without a close frame.
   *
   * @param reset whether to send RST instead of FIN
   */
  void drop(boolean reset);

  /** Requests one more message. No message is delivered without a request. */
  void read();

  /** Receives what arrives. Called by one thread at a time, but any thread. */
  interface Listener {
    /**
     * The handshake is done.
     *
     * @param webSocket the server's end
     */
    void onOpen(ServerWebSocket webSocket);

    /**
     * A message arrived. The next one comes after {@link ServerWebSocket#read}.
     *
     * @param frame the message
     */
    void onFrame(Frame frame);

    /**
     * The WebSocket has ended. Called once, last.
     *
     * @param code the peer's close code; 1006 where there was no close frame
     */
    void onClosed(int code);
  }
}
