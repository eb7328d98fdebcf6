package socketio.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import socketio.ConnectionException;

/**
 * What the application asked for with one call of connect, for as long as it is pursued. Confined
 * to the loop.
 */
final class Plan {
  final ConnectSpec spec;

  /** What connect returned. */
  final LaneFuture<Void> result;

  /** The namespaces to be joined on every connection. */
  final Set<String> wanted = new LinkedHashSet<>();

  /** What the server has refused before {@link #result} was complete. */
  private final List<ConnectionException> refusals = new ArrayList<>();

  private boolean established;
  private int attempt;

  Plan(ConnectSpec spec, LaneFuture<Void> result) {
    this.spec = spec;
    this.result = result;
  }

  /** A namespace was joined: from now on a loss is followed by reconnection. */
  void established() {
    established = true;
    attempt = 0;
  }

  void refused(ConnectionException error) {
    if (!result.isSettled()) {
      refusals.add(error);
    }
  }

  /** Every namespace was answered. */
  void answered() {
    if (refusals.isEmpty()) {
      result.finish();
    } else {
      fail(refusals.remove(0));
    }
  }

  /** Connecting has failed. */
  void fail(RuntimeException error) {
    refusals.forEach(error::addSuppressed);
    refusals.clear();
    result.completeExceptionally(error);
  }

  /** The number of the attempt to come back that was begun last; 0 if there was none. */
  int attempt() {
    return attempt;
  }

  void attemptBegins(int number) {
    attempt = number;
  }

  /** Whether failures may be followed by further attempts at all. */
  boolean mayRetry() {
    return established || spec.retry;
  }
}
