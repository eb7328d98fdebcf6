package socketio.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import socketio.spi.Loop;

/**
 * A {@link Loop} that a test controls. Everything runs on the thread that created it: a task runs
 * within {@link #execute}, unless that is called from a task, and a timer runs within {@link
 * #advance}. The order of execution depends only on the order of the calls, so a scenario of hours
 * runs in milliseconds, the same way each time. Tasks submitted by other threads wait until the
 * owning thread next runs the loop.
 *
 * <p>A blocking method of a client works on the owning thread if it has nothing to wait for, as
 * {@code connect} to a server in memory. Otherwise it would wait for a loop that only the blocked
 * thread can run, so it throws {@link IllegalStateException}; use the asynchronous client, and run
 * the loop. {@code connect} with suppliers (of the address or the auth payload) is such a case, as
 * they are called on another thread. {@code disconnect} and {@code close} return without waiting.
 *
 * <p>An exception thrown by a task propagates to the caller that ran it.
 *
 * @since 1.0
 */
public final class ManualLoop implements Loop {
  private final Thread owner = Thread.currentThread();
  private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
  private final ArrayDeque<Runnable> handlers = new ArrayDeque<>();
  private final Queue<Runnable> foreign = new ConcurrentLinkedQueue<>();
  private final PriorityQueue<Timed> timers = new PriorityQueue<>();
  private long now;
  private long sequence;
  private boolean inLoop;

  /** Creates a loop owned by the current thread, at time zero. */
  public ManualLoop() {}

  @Override
  public void execute(Runnable task) {
    if (Thread.currentThread() != owner) {
      foreign.add(task);
      return;
    }
    tasks.add(task);
    if (!inLoop) {
      drain();
    }
  }

  @Override
  public boolean inLoop() {
    return inLoop && Thread.currentThread() == owner;
  }

  /** Returns false on the owning thread, which alone can run this loop. */
  @Override
  public boolean mayWait() {
    return Thread.currentThread() != owner;
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    Timed timed = new Timed(now + Math.max(0, delay.toNanos()), sequence++, task);
    if (Thread.currentThread() == owner) {
      timers.add(timed);
    } else {
      foreign.add(() -> timers.add(timed));
    }
    return () -> timed.task = null;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  /** Starts at the epoch (1970) and advances with {@link #elapsed()}. */
  @Override
  public long currentTimeMillis() {
    return now / 1_000_000;
  }

  /**
   * The simulated time since the loop was created.
   *
   * @return the elapsed time
   */
  public Duration elapsed() {
    return Duration.ofNanos(now);
  }

  /**
   * An executor for handlers, to be passed to a client. Its tasks also run on the test's thread,
   * but outside the loop, whenever the loop is idle.
   *
   * @return the executor
   */
  public Executor handlerExecutor() {
    return task -> {
      if (Thread.currentThread() == owner) {
        handlers.add(task);
        if (!inLoop) {
          drain();
        }
      } else {
        foreign.add(() -> handlers.add(task));
      }
    };
  }

  /** Runs everything that is due now, including timers, and everything that follows from it. */
  public void runAll() {
    requireOwner();
    if (inLoop) {
      throw new IllegalStateException(
          "a task of the loop cannot run the loop: call this method from the test");
    }
    drain();
  }

  /**
   * Advances the time: every timer that becomes due runs at its time, in order.
   *
   * @param time by how much
   */
  public void advance(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time: " + time + " must not be negative");
    }
    runAll();
    long target = now + time.toNanos();
    Timed next;
    while ((next = next()) != null && next.due <= target) {
      now = Math.max(now, next.due);
      drain();
    }
    now = target;
    drain();
  }

  /**
   * The time until the next timer is due.
   *
   * @return the time, or null if nothing is scheduled
   */
  public @Nullable Duration untilNextTimer() {
    requireOwner();
    Timed next = next();
    return next == null ? null : Duration.ofNanos(Math.max(0, next.due - now));
  }

  private void requireOwner() {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException(
          "a ManualLoop may be run only by the thread that created it, "
              + owner.getName()
              + ", not by "
              + Thread.currentThread().getName());
    }
  }

  /** The next timer that has not been cancelled. */
  private @Nullable Timed next() {
    Timed next;
    while ((next = timers.peek()) != null && next.task == null) {
      timers.remove();
    }
    return next;
  }

  private void drain() {
    while (true) {
      Runnable task = nextTask();
      if (task != null) {
        inLoop = true;
        try {
          task.run();
        } finally {
          inLoop = false;
        }
      } else {
        Runnable handler = handlers.poll();
        if (handler == null) {
          return;
        }
        handler.run();
      }
    }
  }

  private @Nullable Runnable nextTask() {
    for (Runnable late; (late = foreign.poll()) != null; ) {
      tasks.add(late);
    }
    Runnable task = tasks.poll();
    if (task == null) {
      Timed due = next();
      if (due != null && due.due <= now) {
        timers.remove();
        task = due.task;
      }
    }
    return task;
  }

  private static final class Timed implements Comparable<Timed> {
    private final long due;
    private final long sequence;
    private volatile @Nullable Runnable task;

    Timed(long due, long sequence, Runnable task) {
      this.due = due;
      this.sequence = sequence;
      this.task = task;
    }

    @Override
    public int compareTo(Timed other) {
      int byTime = Long.compare(due, other.due);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }
}
