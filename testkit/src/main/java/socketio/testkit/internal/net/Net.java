package socketio.testkit.internal.net;

import java.time.Duration;

/** The network through which requests reach a server. Thread-safe. */
public interface Net extends AutoCloseable {
  /**
   * The server's address.
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
   * Whether connections are currently accepted.
   *
   * @return false while interrupted
   */
  boolean accepting();

  /**
   * Ends every connection and accepts none for a time. Returns immediately.
   *
   * @param downtime how long
   */
  void interrupt(Duration downtime);

  /** Ends every connection and frees everything. Blocks until that is done, for a bounded time. */
  @Override
  void close();
}
