package socketio.core.runtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.core.Log;
import socketio.internal.Check;

/**
 * Runs tasks one at a time and in order. With {@code callerRuns}, a caller that finds it idle runs
 * its own task inline, then those that others queued meanwhile, up to {@link #GUEST_BUDGET}; a pool
 * thread drains the rest. Without it, all tasks run on the pool.
 */
public final class SerialExecutor implements Executor {
  /** How many queued tasks a caller runs: a thread that is not the library's should return soon. */
  static final int GUEST_BUDGET = 64;

  /**
   * How many tasks a thread of the library runs before it yields. Yielding wakes another thread,
   * and helps only where many executors share few carrier threads.
   */
  private static final int POOL_BUDGET = 4096;

  private final Executor pool;
  private final boolean callerRuns;
  private final Consumer<Throwable> errors;
  private final Queue<Runnable> queue;
  private final Runnable drainOnPool;

  /** Tasks accepted and not yet finished; the thread that raises it from zero runs them. */
  private final AtomicInteger pending = new AtomicInteger();

  /** A plain field: a thread that reads itself here wrote it, and sees its own writes in order. */
  private @Nullable Thread runner;

  public SerialExecutor(Executor pool, boolean callerRuns) {
    this(pool, callerRuns, new ConcurrentLinkedQueue<>());
  }

  /** Takes a queue in which a test can suspend threads. */
  SerialExecutor(Executor pool, boolean callerRuns, Queue<Runnable> queue) {
    this(pool, callerRuns, POOL_BUDGET, SerialExecutor::logUnexpected, queue);
  }

  /**
   * Creates an executor whose tasks all run on the pool.
   *
   * @param pool threads of the library, or of the application
   * @param ownPool whether they are the library's
   * @param errors is called with the exceptions of tasks; must not throw
   */
  SerialExecutor(Executor pool, boolean ownPool, Consumer<Throwable> errors) {
    this(pool, false, ownPool ? POOL_BUDGET : GUEST_BUDGET, errors, new ConcurrentLinkedQueue<>());
  }

  private SerialExecutor(
      Executor pool,
      boolean callerRuns,
      int poolBudget,
      Consumer<Throwable> errors,
      Queue<Runnable> queue) {
    this.pool = pool;
    this.callerRuns = callerRuns;
    this.errors = errors;
    this.queue = queue;
    drainOnPool = () -> drain(poolBudget);
  }

  private static void logUnexpected(Throwable error) {
    Log.warning("a task failed unexpectedly; please report this", error);
  }

  /** Whether the current thread is running a task of this executor. */
  boolean isRunning() {
    return runner == Thread.currentThread();
  }

  @Override
  public void execute(Runnable task) {
    Check.notNull(task, "task");
    if (callerRuns && pending.compareAndSet(0, 1)) {
      if (!queue.isEmpty()) {
        // Another thread has queued a task and not yet counted it, and that task was run in place
        // of
        // a counted one, which may be this thread's and must run first.
        queue.add(task);
        drain(GUEST_BUDGET);
        return;
      }
      runner = Thread.currentThread();
      run(task);
      runner = null;
      if (pending.decrementAndGet() > 0) {
        drain(GUEST_BUDGET);
      }
      return;
    }
    queue.add(task);
    if (pending.getAndIncrement() == 0) {
      if (callerRuns) {
        drain(GUEST_BUDGET);
      } else {
        pool.execute(drainOnPool);
      }
    }
  }

  /**
   * Runs the counted tasks in batches: threads that add tasks contend for the counter, so it is
   * written only once per batch.
   */
  private void drain(int budget) {
    runner = Thread.currentThread();
    int left = budget;
    int batch;
    do {
      batch = Math.min(pending.get(), left);
      for (int i = 0; i < batch; i++) {
        // Not null: a task is queued before it is counted.
        run(Check.notNull(queue.poll(), "task"));
      }
      left -= batch;
      if (left == 0) {
        runner = null;
        if (pending.addAndGet(-batch) == 0 || Successor.submit(pool, drainOnPool)) {
          return;
        }
        runner = Thread.currentThread(); // the pool is this thread: it continues
        left = budget;
        batch = 0;
      }
    } while (countDown(batch));
  }

  /** Uncounts finished tasks; clears the runner before another thread can become it. */
  private boolean countDown(int done) {
    if (pending.get() > done) {
      pending.addAndGet(-done);
      return true;
    }
    runner = null;
    if (pending.addAndGet(-done) > 0) {
      runner = Thread.currentThread();
      return true;
    }
    return false;
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      errors.accept(e);
    }
  }
}
