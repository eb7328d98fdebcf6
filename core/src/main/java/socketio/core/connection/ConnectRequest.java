package socketio.core.connection;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import socketio.ConnectionException;
import socketio.core.runtime.LaneFuture;
import socketio.internal.ConnectSpec;

/**
 * What the application asked for with one call of connect, for as long as it is pursued. Confined
 * to the loop.
 */
public final class ConnectRequest {
  final ConnectSpec spec;

  /** What connect returned. */
  final LaneFuture<Void> result;

  /** The namespaces to be joined on every connection. */
  final Set<String> wanted = new LinkedHashSet<>();

  /** What the server has ended on the current connection while it left others alone. */
  private final Set<String> expelled = new LinkedHashSet<>();

  /** What the server has refused before {@link #result} was complete. */
  private final Map<String, ConnectionException> refusals = new LinkedHashMap<>();

  private boolean established;
  private int attempt;

  public ConnectRequest(ConnectSpec spec, LaneFuture<Void> result) {
    this.spec = spec;
    this.result = result;
  }

  /** A namespace was joined: from now on a loss is followed by reconnection. */
  void established() {
    established = true;
    attempt = 0;
  }

  boolean isEstablished() {
    return established;
  }

  /** The application wants a namespace. */
  void want(String namespace) {
    wanted.add(namespace);
    expelled.remove(namespace);
  }

  /** The application wants a namespace no more. */
  void drop(String namespace) {
    wanted.remove(namespace);
    expelled.remove(namespace);
  }

  /** The server does not want a namespace. */
  void expel(String namespace) {
    wanted.remove(namespace);
    expelled.add(namespace);
  }

  /** The application's policy wants to come back although the server has ended everything. */
  void restoreExpelled() {
    refusals.keySet().removeAll(expelled);
    wanted.addAll(expelled);
    expelled.clear();
  }

  /** What the server has ended stays ended. */
  void forgetExpelled() {
    expelled.clear();
  }

  /** Whether there is nothing to be joined, whatever is decided. */
  boolean isEmpty() {
    return wanted.isEmpty() && expelled.isEmpty();
  }

  void refused(String namespace, ConnectionException error) {
    if (!result.isSettled()) {
      refusals.put(namespace, error);
    }
  }

  /** Every namespace was answered. */
  void allAnswered() {
    if (refusals.isEmpty()) {
      result.finish();
    } else {
      Iterator<ConnectionException> all = refusals.values().iterator();
      ConnectionException first = all.next();
      all.remove();
      fail(first);
    }
  }

  /** Connecting has failed. */
  void fail(RuntimeException error) {
    refusals.values().forEach(error::addSuppressed);
    refusals.clear();
    result.completeExceptionally(error);
  }

  /** The number of the attempt to come back that was begun last; 0 if there was none. */
  int attempt() {
    return attempt;
  }

  void beginAttempt(int number) {
    attempt = number;
  }

  /** Whether failures may be followed by further attempts at all. */
  boolean mayRetry() {
    return established || spec.retry;
  }
}
