package socketio.it.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import socketio.spi.Loop;
import socketio.testkit.ManualLoop;

/**
 * The client's view of a {@link ManualLoop}: knows which timers belong to the client, and records
 * what a client on one thread must not do.
 */
final class ClientLoop implements Loop {
  /** Far more tasks than any cell needs without time passing: the client runs in circles. */
  private static final int MOST_TASKS_AT_ONCE = 200_000;

  private final ManualLoop time;
  private final Thread owner = Thread.currentThread();
  private final Set<Armed> armed = new LinkedHashSet<>();
  private final List<String> offences = new ArrayList<>();
  private Duration slept = Duration.ZERO;
  private long instant;
  private int tasksAtOnce;

  /** A timer that has neither run nor been cancelled; equal only to itself. */
  private static final class Armed {
    private final Duration delay;

    Armed(Duration delay) {
      this.delay = delay;
    }
  }

  ClientLoop(ManualLoop time) {
    this.time = time;
  }

  @Override
  public void execute(Runnable task) {
    if (Thread.currentThread() != owner) {
      synchronized (offences) {
        offences.add("work came from thread " + Thread.currentThread().getName());
      }
    }
    if (time.nanoTime() != instant) {
      instant = time.nanoTime();
      tasksAtOnce = 0;
    }
    if (++tasksAtOnce > MOST_TASKS_AT_ONCE) {
      throw new AssertionError("the client runs in circles at " + time.elapsed());
    }
    time.execute(task);
  }

  @Override
  public boolean inLoop() {
    return time.inLoop();
  }

  @Override
  public boolean mayWait() {
    return time.mayWait();
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    var timer = new Armed(delay);
    armed.add(timer);
    Timer scheduled =
        time.schedule(
            delay,
            () -> {
              armed.remove(timer);
              task.run();
            });
    return () -> {
      armed.remove(timer);
      scheduled.cancel();
    };
  }

  @Override
  public long nanoTime() {
    return time.nanoTime();
  }

  @Override
  public long currentTimeMillis() {
    return time.currentTimeMillis() + slept.toMillis();
  }

  /** The machine sleeps: only the wall clock advances. */
  void suspend(Duration span) {
    slept = slept.plus(span);
  }

  /** The delays of the timers that are armed. */
  List<Duration> timers() {
    return armed.stream().map(timer -> timer.delay).toList();
  }

  /** Tasks that came from another thread. */
  List<String> offences() {
    synchronized (offences) {
      return List.copyOf(offences);
    }
  }
}
