package socketio.testkit.internal.run;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Runs the handlers of one socket one at a time, in order. A handler may block; the others wait.
 * Thread-safe.
 */
public final class HandlerQueue implements Executor {
  private final Executor threads;
  private final Consumer<Throwable> failures;
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private boolean running;

  /**
   * Creates an empty queue.
   *
   * @param threads the executor of the tasks
   * @param failures called with what a task throws
   */
  public HandlerQueue(Executor threads, Consumer<Throwable> failures) {
    this.threads = threads;
    this.failures = failures;
  }

  @Override
  public void execute(Runnable task) {
    synchronized (tasks) {
      tasks.add(task);
      if (running) {
        return;
      }
      running = true;
    }
    try {
      threads.execute(this::drain);
    } catch (java.util.concurrent.RejectedExecutionException e) {
      return; // the server is closed
    }
  }

  private void drain() {
    while (true) {
      Runnable next;
      synchronized (tasks) {
        next = tasks.poll();
        if (next == null) {
          running = false;
          return;
        }
      }
      try {
        next.run();
      } catch (Throwable e) {
        failures.accept(e);
      }
    }
  }
}
