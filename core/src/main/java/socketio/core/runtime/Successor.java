package socketio.core.runtime;

import java.util.concurrent.Executor;

/**
 * The next run of a loop over queued tasks. If an executor runs it within {@code execute}, as a
 * direct one does, the loop that submitted it continues instead: the stack does not grow with the
 * queue.
 */
final class Successor implements Runnable {
  private final Runnable task;
  private final Thread submitter = Thread.currentThread();

  /** Plain fields: only the submitter writes and reads them. */
  private boolean submitting = true;

  private boolean inline;

  private Successor(Runnable task) {
    this.task = task;
  }

  /**
   * Submits a task.
   *
   * @return false if the executor would run it on this thread, within this call: the task has not
   *     run, and will not
   */
  static boolean submit(Executor executor, Runnable task) {
    var successor = new Successor(task);
    executor.execute(successor);
    successor.submitting = false;
    return !successor.inline;
  }

  @Override
  public void run() {
    if (submitter == Thread.currentThread() && submitting) {
      inline = true;
    } else {
      task.run();
    }
  }
}
