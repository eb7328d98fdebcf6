package socketio.core.namespace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import socketio.core.runtime.LaneFuture;

/** The calls that wait for a namespace to be joined. Confined to the loop. */
final class JoinWaiters {
  private final List<LaneFuture<Void>> waiting = new ArrayList<>();

  /** Whether the namespace is wanted because of these calls alone. */
  private boolean onlyReason;

  /**
   * Adds a call.
   *
   * @param wanted whether the namespace was wanted before the call
   */
  void add(LaneFuture<Void> call, boolean wanted) {
    if (!wanted) {
      onlyReason = true;
    }
    waiting.add(call);
  }

  /**
   * Removes a call that has ended without an answer.
   *
   * @return whether the namespace was only wanted because of the calls removed by now
   */
  boolean remove(LaneFuture<Void> call) {
    if (!waiting.remove(call) || !waiting.isEmpty()) {
      return false;
    }
    boolean withdrawn = onlyReason;
    onlyReason = false;
    return withdrawn;
  }

  /** Ends all calls: they have their answer. */
  void end(Consumer<LaneFuture<Void>> answer) {
    onlyReason = false;
    List<LaneFuture<Void>> calls = List.copyOf(waiting);
    waiting.clear();
    calls.forEach(answer);
  }
}
