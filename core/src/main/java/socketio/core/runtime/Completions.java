package socketio.core.runtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Completes, on the pool, the futures that combinations such as {@code allOf} depend on. A
 * completion may run the application's code, which may wait for another completion; so a thread
 * schedules a successor before it runs one, unless no other is due, or the pool is this thread.
 */
final class Completions {
  private final Executor pool;
  private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();

  /** Whether a thread has been scheduled that has not yet started. */
  private final AtomicBoolean scheduled = new AtomicBoolean();

  Completions(Executor pool) {
    this.pool = pool;
  }

  void add(Runnable completion) {
    due.add(completion);
    schedule();
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      pool.execute(this::drain);
    }
  }

  private void drain() {
    scheduled.set(false); // before polling: a completion added from here on schedules again
    Runnable completion;
    while ((completion = due.poll()) != null) {
      if (!due.isEmpty()
          && scheduled.compareAndSet(false, true)
          && !Successor.submit(pool, this::drain)) {
        scheduled.set(false); // this thread runs the others, too
      }
      completion.run();
    }
  }
}
