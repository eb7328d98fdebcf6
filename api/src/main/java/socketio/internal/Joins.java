package socketio.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import socketio.ConnectionException;

/** The answers that one attempt to connect still waits for. Confined to the loop. */
final class Joins {
  private final Plan plan;
  private final Set<String> pending;
  private final List<ConnectionException> refusals = new ArrayList<>();

  Joins(Plan plan) {
    this.plan = plan;
    pending = new LinkedHashSet<>(plan.wanted);
  }

  Set<String> pending() {
    return Set.copyOf(pending);
  }

  void joined(String namespace) {
    if (pending.remove(namespace)) {
      settle();
    }
  }

  void refused(String namespace, ConnectionException error) {
    if (pending.remove(namespace)) {
      refusals.add(error);
      settle();
    }
  }

  /** The application does not want this namespace any more. */
  void forgotten(String namespace) {
    if (pending.remove(namespace)) {
      settle();
    }
  }

  private void settle() {
    if (!pending.isEmpty()) {
      return;
    }
    if (refusals.isEmpty()) {
      plan.result.finish();
    } else {
      ConnectionException first = refusals.get(0);
      refusals.stream().skip(1).forEach(first::addSuppressed);
      plan.result.completeExceptionally(first);
    }
  }
}
