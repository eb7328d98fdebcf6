package socketio.engineio;

import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.DisconnectReason;

/** Performs the handshake of a session over one transport. Confined to the loop. */
interface Opener {
  /**
   * Ends the attempt in good order: a session that the server may already have is closed there,
   * then {@code onEnded} is called.
   */
  void close();

  /** Drops everything; no callback follows. */
  void abort();

  /** The failure when there was no handshake in the given time. */
  ConnectionException timedOut(long millis);

  /** Called with the handshake, or its failure, in the loop. */
  interface Listener {
    /**
     * The handshake is done.
     *
     * @param handshake what the server said
     * @param link carries the session from here on
     */
    void onHandshake(Handshake handshake, Link link);

    /**
     * There is no handshake.
     *
     * @param cause a {@link ConnectionException}, or null after {@link Opener#close}
     */
    void onEnded(DisconnectReason reason, @Nullable Throwable cause);
  }
}
