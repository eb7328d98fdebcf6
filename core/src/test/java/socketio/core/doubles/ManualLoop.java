package socketio.core.doubles;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import socketio.spi.Loop;

/**
 * A loop on the thread of the test, with a clock that only the test moves. Tasks of the test's
 * thread run at once; those of other threads wait for {@link #awaitTask}.
 */
public final class ManualLoop implements Loop {
  private final Thread owner = Thread.currentThread();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final BlockingQueue<Runnable> foreign = new LinkedBlockingQueue<>();
  private final TreeSet<Timed> timers =
      new TreeSet<>(Comparator.comparingLong(Timed::due).thenComparingLong(Timed::number));
  private long now = 1_000_000_000_000L;
  private long scheduled;
  private boolean running;

  private record Timed(long due, long number, Runnable task) {}

  @Override
  public void execute(Runnable task) {
    if (Thread.currentThread() != owner) {
      foreign.add(task);
      return;
    }
    tasks.add(task);
    if (!running) {
      drain();
    }
  }

  private void drain() {
    Runnable next = tasks.poll();
    while (next != null) {
      run(next);
      next = tasks.poll();
    }
  }

  private void run(Runnable task) {
    running = true;
    try {
      task.run();
    } finally {
      running = false;
    }
  }

  /** Runs a task that another thread submits, now or within ten seconds. */
  public void awaitTask() throws InterruptedException {
    run(submitted(foreign.poll(10, TimeUnit.SECONDS)));
    drain();
  }

  private static Runnable submitted(@Nullable Runnable task) {
    assertNotNull(task, "no other thread has submitted a task");
    return task;
  }

  @Override
  public boolean inLoop() {
    return Thread.currentThread() == owner && running;
  }

  @Override
  public boolean mayWait() {
    return Thread.currentThread() != owner;
  }

  @Override
  public synchronized Timer schedule(Duration delay, Runnable task) {
    long nanos = delay.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE / 2 : nanos(delay);
    var timed = new Timed(now + nanos, scheduled++, task);
    timers.add(timed);
    return () -> cancel(timed);
  }

  private static long nanos(Duration delay) {
    return Math.max(0, delay.toNanos());
  }

  private synchronized void cancel(Timed timed) {
    timers.remove(timed);
  }

  @Override
  public synchronized long nanoTime() {
    return now;
  }

  @Override
  public long currentTimeMillis() {
    return nanoTime() / 1_000_000;
  }

  /** Lets time pass; what becomes due runs at its time. */
  public void advance(Duration time) {
    long end = nanoTime() + time.toNanos();
    Timed due = pollDue(end);
    while (due != null) {
      execute(due.task);
      due = pollDue(end);
    }
    setTime(end);
  }

  private synchronized @Nullable Timed pollDue(long end) {
    if (timers.isEmpty() || timers.first().due > end) {
      return null;
    }
    Timed first = timers.pollFirst();
    now = Math.max(now, first.due);
    return first;
  }

  private synchronized void setTime(long time) {
    now = time;
  }

  /** How many timers are armed. */
  public synchronized int timers() {
    return timers.size();
  }

  /** When the next timer is due, from now. */
  public synchronized Duration nextTimer() {
    return Duration.ofNanos(timers.first().due - now);
  }
}
