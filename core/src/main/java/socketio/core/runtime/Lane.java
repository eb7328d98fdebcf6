package socketio.core.runtime;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import socketio.core.Log;

/**
 * Runs the application's code in order and one task at a time, on the pool or on an executor of the
 * application's choice. Exceptions go to the error handler.
 */
public final class Lane implements Executor {
  private final Executor pool;
  private final SerialExecutor serial;
  private final ErrorSink errors;
  private final Completions completions;

  /** The handler executor with a fallback, or the pool. */
  private final Executor executor;

  /** The threads that are running a task of {@link #executeUnordered}. */
  private final Set<Thread> unorderedRunners = ConcurrentHashMap.newKeySet();

  public Lane(Executor pool, @Nullable Executor handlerExecutor, ErrorSink errors) {
    this(pool, handlerExecutor, false, errors);
  }

  /**
   * Creates a lane.
   *
   * @param handlerExecutor the executor that the application chose, or null for the pool
   * @param completeOnExecutor whether combinations of futures are completed where handlers run
   *     instead of on the pool
   */
  public Lane(
      Executor pool,
      @Nullable Executor handlerExecutor,
      boolean completeOnExecutor,
      ErrorSink errors) {
    this.pool = pool;
    this.errors = errors;
    executor = handlerExecutor == null ? pool : task -> executeOrFallBack(handlerExecutor, task);
    completions = new Completions(completeOnExecutor ? executor : pool);
    serial = new SerialExecutor(executor, handlerExecutor == null, errors::report);
  }

  /** Returns the library's threads, whatever the application chose: a task never waits for one. */
  public Executor pool() {
    return pool;
  }

  /** Returns the executor of completions that combinations of futures depend on. */
  Completions completions() {
    return completions;
  }

  /** Returns the handler executor, or the pool, for code that is in no order with the lane's. */
  public Executor executor() {
    return executor;
  }

  private void executeOrFallBack(Executor handlerExecutor, Runnable task) {
    try {
      handlerExecutor.execute(task);
    } catch (RejectedExecutionException e) {
      // No task may be lost because the application has shut its executor down.
      Log.warning(
          "the handler executor rejects tasks; handlers run on the library's threads instead", e);
      pool.execute(task);
    }
  }

  /** Runs a task after all those added before. */
  @Override
  public void execute(Runnable task) {
    serial.execute(task);
  }

  /** Runs a task in no order, possibly concurrently with others. */
  public void executeUnordered(Runnable task) {
    executor.execute(
        () -> {
          boolean outermost = unorderedRunners.add(Thread.currentThread());
          runReporting(task);
          if (outermost) {
            unorderedRunners.remove(Thread.currentThread());
          }
        });
  }

  private void runReporting(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      errors.report(e);
    }
  }

  /** Whether the current thread is running a task of this lane. */
  boolean isRunning() {
    return serial.isRunning() || unorderedRunners.contains(Thread.currentThread());
  }
}
