package socketio.core.runtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Completes, on the pool, what combinations of futures depend on. The application's code may run
 * there, and may wait for another completion; so whoever makes one has called for relief before,
 * unless there is nothing else to do.
 */
final class Completions {
  private final Executor pool;
  private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();

  /** Whether somebody has been called who has not begun. */
  private final AtomicBoolean called = new AtomicBoolean();

  Completions(Executor pool) {
    this.pool = pool;
  }

  void add(Runnable completion) {
    due.add(completion);
    call();
  }

  private void call() {
    if (called.compareAndSet(false, true)) {
      pool.execute(this::run);
    }
  }

  private void run() {
    called.set(false); // before looking: what is added from here on calls again
    Runnable completion;
    while ((completion = due.poll()) != null) {
      if (!due.isEmpty()) {
        call();
      }
      completion.run();
    }
  }
}
