package socketio.core.connection;

import java.util.LinkedHashSet;
import java.util.Set;
import socketio.ConnectionException;

/** The namespaces that one connection attempt still waits for. Confined to the loop. */
final class PendingJoins {
  private final ConnectRequest request;
  private final Set<String> pending;

  PendingJoins(ConnectRequest request) {
    this.request = request;
    pending = new LinkedHashSet<>(request.wanted);
  }

  Set<String> pending() {
    return Set.copyOf(pending);
  }

  /** The server answered, or the application no longer wants this namespace. */
  void complete(String namespace) {
    pending.remove(namespace);
  }

  void refused(String namespace, ConnectionException error) {
    if (pending.remove(namespace) && request.hasRequested(namespace)) {
      request.refused(namespace, error);
    }
  }

  /** Whether {@code connect} waits for no answer except, at most, for this namespace. */
  boolean connectNeedsOnly(String namespace) {
    return pending.stream()
        .allMatch(other -> other.equals(namespace) || !request.hasRequested(other));
  }

  /** Whether {@code connect} waits for no answer any more. */
  boolean connectIsAnswered() {
    return pending.stream().noneMatch(request::hasRequested);
  }
}
