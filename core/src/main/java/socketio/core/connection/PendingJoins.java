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
    if (pending.remove(namespace) && pending.isEmpty()) {
      request.allAnswered();
    }
  }

  void refused(String namespace, ConnectionException error) {
    if (pending.contains(namespace)) {
      request.refused(namespace, error);
      complete(namespace);
    }
  }
}
