package socketio.engineio;

import socketio.ConnectionException;

/** Makes the handshake of a session over one transport. Confined to the loop. */
interface Opener {
  /**
   * Gives up in good order: a session that the server may already have is closed there, then {@link
   * Link.Listener#onEnded} is called.
   */
  void close();

  /** Drops everything; no callback follows. */
  void abort();

  /** Describes that there was no handshake in the given time. */
  ConnectionException timedOut(long millis);

  /** Hears of the handshake, or that it failed, and then becomes the listener of the link. */
  interface Listener extends Link.Listener {
    /**
     * The handshake is done.
     *
     * @param handshake what the server said
     * @param link carries the session from now on
     */
    void onHandshake(Handshake handshake, Link link);
  }
}
