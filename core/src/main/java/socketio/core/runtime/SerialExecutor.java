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
 * Runs tasks one at a time and in order. With {@code callerRuns}, whoever finds it idle runs its
 * own task at once, and those that others add meanwhile, up to a number after which a thread of the
 * pool takes over; without, all tasks run on the pool.
 */
public final class SerialExecutor implements Executor {
  /** How many tasks of others a caller runs; a guest's thread should soon be its own again. */
  static final int GUEST_BUDGET = 64;

  /**
   * How many tasks a thread of the library runs before it gives way. To give way wakes another
   * thread, and is of use only where many executors share few carriers.
   */
  private static final int POOL_BUDGET = 4096;

  private final Executor pool;
  private final boolean callerRuns;
  private final Consumer<Throwable> errors;
  private final Queue<Runnable> queue;
  private final Runnable drainOnPool;

  /** Tasks accepted and not yet finished; whoever raises it from zero runs them. */
  private final AtomicInteger pending = new AtomicInteger();

  /** A plain field: a thread finds itself here only if it wrote itself, and it does so in order. */
  private @Nullable Thread runner;

  public SerialExecutor(Executor pool, boolean callerRuns) {
    this(pool, callerRuns, new ConcurrentLinkedQueue<>());
  }

  /** With a queue that a test can hold threads up in. */
  public SerialExecutor(Executor pool, boolean callerRuns, Queue<Runnable> queue) {
    this(pool, callerRuns, POOL_BUDGET, SerialExecutor::unexpected, queue);
  }

  /**
   * Without callers that run tasks.
   *
   * @param pool threads of the library, or of the application
   * @param ownPool whether they are the library's; others are guests
   * @param errors hears what tasks throw; must not throw itself
   */
  public SerialExecutor(Executor pool, boolean ownPool, Consumer<Throwable> errors) {
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

  private static void unexpected(Throwable error) {
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
        // Somebody has queued a task and not counted it yet, and it was run in the place of another
        // one, which may be this thread's and must come first.
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
   * Runs what has been counted, in batches: the counter is contended with whoever adds tasks, and
   * is written once for each batch.
   */
  private void drain(int most) {
    runner = Thread.currentThread();
    int left = most;
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
        if (pending.addAndGet(-batch) > 0) {
          pool.execute(drainOnPool);
        }
        return;
      }
    } while (countDown(batch));
  }

  /** Ends some tasks; the runner is cleared before another thread can become it. */
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
