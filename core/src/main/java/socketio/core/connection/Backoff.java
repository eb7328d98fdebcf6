package socketio.core.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.internal.Durations;

/** The default reconnection decision, which the application's policy may override. */
final class Backoff {
  /** The upper bound of a delay that the server requests. */
  private static final Duration MAX_RETRY_AFTER = Duration.ofHours(1);

  private Backoff() {}

  /**
   * Decides whether and when another attempt is made. A pure function.
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
    if (attempt > settings.attempts()) {
      return null;
    }
    if (reason == DisconnectReason.SERVER_DISCONNECT && !settings.afterServerDisconnect()) {
      return null;
    }
    // In an open session, 401 and 403 may be a temporary error of a proxy.
    boolean connecting = reason == null;
    if (connecting && cause instanceof ConnectionException error && isFinal(error)) {
      return null;
    }
    Duration delay = delay(settings, attempt, random);
    Duration requested = cause instanceof ConnectionException error ? error.retryAfter() : null;
    return requested == null || requested.compareTo(delay) <= 0
        ? delay
        : shorter(requested, MAX_RETRY_AFTER);
  }

  /** The delay before an attempt: doubled up to the maximum, then changed by the jitter. */
  static Duration delay(Reconnection settings, int attempt, double random) {
    double max = Durations.toNanosSaturated(settings.maxDelay());
    double doubled = Durations.toNanosSaturated(settings.delay()) * Math.pow(2, attempt - 1);
    double changed = Math.min(max, doubled) * (1 + settings.jitter() * (2 * random - 1));
    return Duration.ofNanos((long) Math.min(max, changed));
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  /** Whether a retry is pointless: the server understood the request and rejects this client. */
  private static boolean isFinal(ConnectionException error) {
    return error.httpStatus() == 401 || error.httpStatus() == 403;
  }
}
