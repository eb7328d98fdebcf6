package socketio.testkit.internal.engine;

import socketio.testkit.Phase;

/** The transport that a session uses. Confined to the loop. */
interface Link {
  Phase phase();

  /** Sends as many of the session's queued packets as possible now. */
  void flush();

  /**
   * Closes the transport in an orderly way, after the last flush.
   *
   * @return false if the client has yet to fetch something
   */
  boolean end();

  /** Cuts the TCP connections. */
  void drop(boolean reset);
}
