package socketio.testkit.internal.net;

import java.time.Duration;

/** What brings requests to a server. Thread-safe. */
public interface Net extends AutoCloseable {
  /**
   * Where the server is reached.
   *
   * @return scheme, host and port
   */
  String url();

  /**
   * The TCP port.
   *
   * @return the port, or -1 where there is none
   */
  int port();

  /**
   * Whether connections are accepted at present.
   *
   * @return false while interrupted
   */
  boolean accepting();

  /**
   * Ends every connection and accepts none for a time. Returns at once.
   *
   * @param downtime how long
   */
  void interrupt(Duration downtime);

  /** Ends every connection and frees everything. Blocks until that is done, for a bounded time. */
  @Override
  void close();
}
