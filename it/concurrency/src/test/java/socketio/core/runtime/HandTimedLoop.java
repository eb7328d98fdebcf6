package socketio.core.runtime;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import socketio.it.concurrency.Mailbox;
import socketio.spi.Loop;

/** The loop as clients have it, but for its timers: they fire when a stress test says so. */
public final class HandTimedLoop implements Loop {
  private final SerialExecutor serial = new SerialExecutor(new Mailbox(), true);
  private final AtomicLong now = new AtomicLong();
  private final Queue<Armed> timers = new ConcurrentLinkedQueue<>();

  @Override
  public void execute(Runnable task) {
    serial.execute(task);
  }

  @Override
  public boolean inLoop() {
    return serial.isRunning();
  }

  @Override
  public long nanoTime() {
    return now.get();
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    var timer = new Armed(task);
    timers.add(timer);
    return timer;
  }

  /** Lets time pass on the current thread, as the timer thread does: all timers are due. */
  public void elapse(Duration time) {
    now.addAndGet(time.toNanos());
    Armed due;
    while ((due = timers.poll()) != null) {
      serial.execute(due);
    }
  }

  /** Confined to the loop but for its making. */
  private static final class Armed implements Timer, Runnable {
    private final Runnable task;
    private boolean cancelled;

    Armed(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      if (!cancelled) {
        task.run();
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
