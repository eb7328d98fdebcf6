package socketio.testkit.internal.engine;

import java.util.ArrayDeque;

/** Holds back all of a server's tasks while it is stalled. Confined to the loop. */
final class Gate {
  private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
  private boolean open = true;

  boolean isOpen() {
    return open;
  }

  /** Runs a task now or, if the gate is closed, in order once it opens. */
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

  /** Opens the gate and runs the waiting tasks, unless one of them closes it again. */
  void open() {
    open = true;
    Runnable next;
    while (open && (next = waiting.peek()) != null) {
      next.run();
      waiting.remove(); // only now, so that tasks it adds queue behind the others
    }
  }
}
