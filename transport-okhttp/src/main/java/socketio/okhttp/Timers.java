package socketio.okhttp;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The timer thread of a transport, created when first needed. Tasks must neither block nor throw.
 */
final class Timers {
  private @Nullable ScheduledThreadPoolExecutor executor;
  private boolean closed;

  /** Runs a task later, unless the timers are closed by then. */
  synchronized void schedule(Runnable task, long delay, TimeUnit unit) {
    if (closed) {
      return;
    }
    if (executor == null) {
      executor = new ScheduledThreadPoolExecutor(1, Threads::daemon);
      executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }
    var unused = executor.schedule(task, delay, unit);
  }

  synchronized void close() {
    closed = true;
    if (executor != null) {
      executor.shutdown();
    }
  }
}
