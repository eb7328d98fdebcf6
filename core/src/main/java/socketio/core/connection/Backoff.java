package socketio.core.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.Reconnection;

/** What is done after a failure unless the application's policy wants something else. */
final class Backoff {
  /** How long a server may keep a client waiting: it could ask for a century. */
  private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

  private Backoff() {}

  /**
   * Whether and when an attempt is made. A pure function.
   *
   * @param attempt its number, from 1
   * @param reason why the connection ended, or null if an attempt has failed
   * @param random from 0 to 1
   * @return the delay, or null to give up
   */
  static @Nullable Duration propose(
      Reconnection settings,
      int attempt,
      @Nullable DisconnectReason reason,
      @Nullable Throwable cause,
      double random) {
    if (!settings.allows(attempt)) {
      return null;
    }
    if (reason == DisconnectReason.SERVER_DISCONNECT && !settings.afterServerDisconnect()) {
      return null;
    }
    boolean connecting = reason == null; // in an open session, it may be a passing mood of a proxy
    if (connecting && cause instanceof ConnectionException error && isFinal(error)) {
      return null;
    }
    Duration delay = settings.delay(attempt, random);
    Duration requested = cause instanceof ConnectionException error ? error.retryAfter() : null;
    return requested == null || requested.compareTo(delay) <= 0
        ? delay
        : shorter(requested, MAX_RETRY_AFTER);
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** What a retry cannot mend: the server has understood, and does not want this client. */
  private static boolean isFinal(ConnectionException error) {
    return error.httpStatus() == 401 || error.httpStatus() == 403;
  }
}
