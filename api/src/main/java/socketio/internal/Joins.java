package socketio.internal;

import java.util.LinkedHashSet;
import java.util.Set;
import socketio.ConnectionException;

/** The answers that one attempt to connect still waits for. Confined to the loop. */
final class Joins {
  private final Plan plan;
  private final Set<String> pending;

  Joins(Plan plan) {
    this.plan = plan;
    pending = new LinkedHashSet<>(plan.wanted);
  }

  Set<String> pending() {
    return Set.copyOf(pending);
  }

  /** The server has answered, or the application does not want this namespace any more. */
  void settled(String namespace) {
    if (pending.remove(namespace) && pending.isEmpty()) {
      plan.answered();
    }
  }

  void refused(String namespace, ConnectionException error) {
    if (pending.contains(namespace)) {
      plan.refused(namespace, error);
      settled(namespace);
    }
  }
}
