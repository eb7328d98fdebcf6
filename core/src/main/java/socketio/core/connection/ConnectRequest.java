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
 * One call of {@code connect}: its options, the namespaces to join and the future to complete. It
 * lives through reconnections. Confined to the loop.
 */
public final class ConnectRequest {
  final ConnectSpec spec;

  /** The future that {@code connect} returned. */
  final LaneFuture<Void> result;

  /** The namespaces to join on every connection. */
  final Set<String> wanted = new LinkedHashSet<>();

  /** The namespaces that the server disconnected or refused while others stayed connected. */
  private final Set<String> expelled = new LinkedHashSet<>();

  /** The refusals received before {@link #result} completed. */
  private final Map<String, ConnectionException> refusals = new LinkedHashMap<>();

  private boolean established;
  private int attempt;

  public ConnectRequest(ConnectSpec spec, LaneFuture<Void> result) {
    this.spec = spec;
    this.result = result;
  }

  /** A namespace was joined: from now on, the client reconnects after a loss. */
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

  /** The application no longer wants a namespace. */
  void drop(String namespace) {
    wanted.remove(namespace);
    expelled.remove(namespace);
  }

  /** The server disconnected or refused a namespace. */
  void expel(String namespace) {
    wanted.remove(namespace);
    expelled.add(namespace);
  }

  /** The policy reconnects although the server ended every namespace: joins them again. */
  void restoreExpelled() {
    refusals.keySet().removeAll(expelled);
    wanted.addAll(expelled);
    expelled.clear();
  }

  /** Namespaces that the server ended are not joined again. */
  void forgetExpelled() {
    expelled.clear();
  }

  /** Whether there is nothing to join, whatever the policy decides. */
  boolean isEmpty() {
    return wanted.isEmpty() && expelled.isEmpty();
  }

  void refused(String namespace, ConnectionException error) {
    if (!result.isSettled()) {
      refusals.put(namespace, error);
    }
  }

  /** The server has answered for every namespace. */
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

  /** Connecting failed for good. */
  void fail(RuntimeException error) {
    refusals.values().forEach(error::addSuppressed);
    refusals.clear();
    result.completeExceptionally(error);
  }

  /** The number of the latest reconnection attempt; 0 if there was none. */
  int attempt() {
    return attempt;
  }

  void beginAttempt(int number) {
    attempt = number;
  }

  /** Whether the client makes further attempts after a failure at all. */
  boolean mayRetry() {
    return established || spec.retry;
  }
}
