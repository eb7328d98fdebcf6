package socketio.testkit.internal.engine;

import socketio.testkit.Phase;

/** The transport that a session uses. Confined to the loop. */
interface Link {
  Phase phase();

  /** Sends what the session has queued, as far as possible now. */
  void flush();

  /**
   * Ends the transport in good order, after the last flush.
   *
   * @return false if something is still to be fetched by the client
   */
  boolean end();

  /** Ends the TCP connections. */
  void drop(boolean reset);
}
