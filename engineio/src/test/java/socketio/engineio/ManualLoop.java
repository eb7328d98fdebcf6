package socketio.engineio;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import socketio.spi.Loop;

/** A loop that runs when the test says so, with a clock that moves when the test says so. */
final class ManualLoop implements Loop {
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final List<Scheduled> timers = new ArrayList<>();
  private long now = 5_000_000_000L;
  private long slept;
  private boolean inLoop;
  private int order;

  @Override
  public boolean inLoop() {
    return inLoop;
  }

  @Override
  public long nanoTime() {
    return now;
  }

  /** At the start, 1 January 2026. */
  @Override
  public long currentTimeMillis() {
    return 1_767_225_595_000L + (now + slept) / 1_000_000;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    Duration century = Duration.ofDays(36_500);
    long nanos = (delay.compareTo(century) < 0 ? delay : century).toNanos();
    Scheduled timer = new Scheduled(now + Math.max(0, nanos), order++, task);
    timers.add(timer);
    return () -> timers.remove(timer);
  }

  int timers() {
    return timers.size();
  }

  /** Runs a task and all that follows from it now. */
  void run(Runnable task) {
    execute(task);
    run();
  }

  void run() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      inLoop = true;
      try {
        task.run();
      } finally {
        inLoop = false;
      }
    }
  }

  /** Runs one waiting task; false if there is none. */
  boolean runOne() {
    Runnable task = tasks.poll();
    if (task == null) {
      return false;
    }
    inLoop = true;
    try {
      task.run();
    } finally {
      inLoop = false;
    }
    return true;
  }

  /** Moves the clock without running timers, as a machine that sleeps. */
  void sleep(Duration time) {
    now += time.toNanos();
  }

  /** Moves the wall clock alone, as a machine whose monotonic clock stops while it sleeps. */
  void suspend(Duration time) {
    slept += time.toNanos();
  }

  void advance(Duration time) {
    long end = now + time.toNanos();
    run();
    while (true) {
      Scheduled next =
          timers.stream()
              .filter(timer -> timer.at <= end)
              .min(
                  Comparator.<Scheduled>comparingLong(timer -> timer.at)
                      .thenComparing(t -> t.order))
              .orElse(null);
      if (next == null) {
        now = end;
        return;
      }
      now = Math.max(now, next.at);
      timers.remove(next);
      run(next.task);
    }
  }

  private static final class Scheduled {
    final long at;
    final int order;
    final Runnable task;

    Scheduled(long at, int order, Runnable task) {
      this.at = at;
      this.order = order;
      this.task = task;
    }
  }
}
