package socketio.core.connection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.core.runtime.LaneFuture;
import socketio.internal.ConnectSpec;

/**
 * One call of {@code connect}, or of a namespace's {@code connect} that opens the connection again:
 * its options, the namespaces to join and the future to complete. It lives through reconnections.
 * Confined to the loop.
 */
public final class ConnectRequest {
  final ConnectSpec spec;

  /** Whether {@link #result} waits for the answers for all {@link #requested} namespaces. */
  private final boolean waits;

  /** The future that {@code connect} returned. */
  final LaneFuture<Void> result;

  /** The namespaces that {@code connect} was called for. */
  private final Set<String> requested = new LinkedHashSet<>();

  /** The namespaces to join on every connection. */
  final Set<String> wanted = new LinkedHashSet<>();

  /** The namespaces that the server disconnected or refused while others stayed connected. */
  private final Set<String> expelled = new LinkedHashSet<>();

  /** The refusals received before {@link #result} completed. */
  private final Map<String, ConnectionException> refusals = new LinkedHashMap<>();

  private boolean established;
  private int attempt;

  public ConnectRequest(ConnectSpec spec, LaneFuture<Void> result) {
    this(spec, spec.waitForNamespaces, result);
  }

  private ConnectRequest(ConnectSpec spec, boolean waits, LaneFuture<Void> result) {
    this.spec = spec;
    this.waits = waits;
    this.result = result;
  }

  /** A namespace joins while there is no connection; its session waits for the answer. */
  static ConnectRequest reopening(ConnectSpec spec, LaneFuture<Void> result) {
    return new ConnectRequest(spec, false, result);
  }

  void request(Collection<String> namespaces) {
    requested.addAll(namespaces);
    wanted.addAll(namespaces);
  }

  boolean hasRequested(String namespace) {
    return requested.contains(namespace);
  }

  /** The engine has opened a connection. */
  void opened() {
    if (!waits) {
      result.finish();
    }
  }

  /** Whether {@code connect} still waits for namespaces: it may fail, and then nothing remains. */
  boolean isPending() {
    return waits && !result.isSettled();
  }

  /** From now on, the client reconnects after a loss. */
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

  /** Another attempt follows, by decision of the policy: joins what the server ended, too. */
  void restoreExpelled() {
    refusals.clear();
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
    if (isPending()) {
      refusals.put(namespace, error);
    }
  }

  /** Whether {@code connect} will fail because of a refusal. */
  boolean hasRefusals() {
    return !refusals.isEmpty();
  }

  /** Takes the refusals and an error that followed them, if any, as one exception. */
  ConnectionException failure(@Nullable ConnectionException last) {
    List<ConnectionException> errors = new ArrayList<>(refusals.values());
    refusals.clear();
    if (last != null) {
      errors.add(last);
    }
    ConnectionException first = errors.get(0);
    if (errors.size() == 1) {
      return first;
    }
    String reasons = errors.stream().map(Throwable::getMessage).collect(Collectors.joining("; "));
    ConnectionException all =
        ConnectionException.builder(first.phase(), "connect failed: " + reasons)
            .transport(first.transport())
            .namespace(first.namespace())
            .serverMessage(first.serverMessage())
            .data(first.data())
            .cause(first.getCause())
            .build();
    errors.subList(1, errors.size()).forEach(all::addSuppressed);
    return all;
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
