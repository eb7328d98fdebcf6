package socketio.core.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import socketio.core.Log;

/**
 * Where the application's code runs: in order and one at a time, on the pool or on an executor of
 * the application's choice. Whatever code throws goes to the error handler.
 */
public final class Lane implements Executor {
  private final Executor pool;
  private final SerialExecutor serial;
  private final ErrorSink errors;
  private final Completions completions;

  /** Where tasks without an order run. */
  private final Executor unordered;

  /** The threads that run one. */
  private final Set<Thread> unorderedRunners = ConcurrentHashMap.newKeySet();

  public Lane(Executor pool, @Nullable Executor chosen, ErrorSink errors) {
    this(pool, chosen, false, errors);
  }

  /**
   * A lane.
   *
   * @param beside whether combinations of futures are completed where handlers run, and not on the
   *     pool
   */
  public Lane(Executor pool, @Nullable Executor chosen, boolean beside, ErrorSink errors) {
    this.pool = pool;
    this.errors = errors;
    unordered = chosen == null ? pool : task -> executeOr(chosen, task);
    completions = new Completions(beside ? unordered : pool);
    serial = new SerialExecutor(unordered, chosen == null, errors::report);
  }

  /** The library's threads, of which there is always one more, whatever the application chose. */
  public Executor pool() {
    return pool;
  }

  /** What completes combinations of futures. */
  Completions completions() {
    return completions;
  }

  /** The application's executor, or the pool: for code that is in no order with the lane's. */
  public Executor aside() {
    return unordered;
  }

  private void executeOr(Executor chosen, Runnable task) {
    try {
      chosen.execute(task);
    } catch (RejectedExecutionException e) {
      // Nothing may be lost because the application has shut its executor down.
      Log.warning("the handler executor refuses tasks; handlers run on the library's threads", e);
      pool.execute(task);
    }
  }

  /** Runs code after all that was given here before. */
  @Override
  public void execute(Runnable task) {
    serial.execute(task);
  }

  /** Runs code at any time, also beside other code. */
  public void executeUnordered(Runnable task) {
    unordered.execute(
        () -> {
          boolean outermost = unorderedRunners.add(Thread.currentThread());
          guarded(task);
          if (outermost) {
            unorderedRunners.remove(Thread.currentThread());
          }
        });
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      errors.report(e);
    }
  }

  /** Whether the current thread is running code that was given here. */
  boolean isRunning() {
    return serial.isRunning() || unorderedRunners.contains(Thread.currentThread());
  }
}
