package socketio.testkit.internal.engine;

import java.util.ArrayDeque;

/** Holds back everything that happens to a server while it is stalled. Confined to the loop. */
final class Gate {
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean open = true;

  boolean isOpen() {
    return open;
  }

  /** Runs a task now, or in its turn once the gate is open. */
  void pass(Runnable task) {
    if (open && waiting.isEmpty()) {
      task.run();
    } else {
      waiting.add(task);
    }
  }

  void close() {
    open = false;
  }

  /** Opens the gate and runs what has waited, unless a task closes it again. */
  void open() {
    open = true;
    Runnable next;
    while (open && (next = waiting.peek()) != null) {
      next.run();
      waiting.remove(); // after it has run: what it passes on queues behind the others
    }
  }
}
