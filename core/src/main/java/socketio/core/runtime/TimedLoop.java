package socketio.core.runtime;

import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import socketio.internal.Durations;
import socketio.spi.Loop;

/** The loop of a client: a caller-runs serial executor with the shared timer thread. */
public final class TimedLoop implements Loop {
  private final SharedThreads threads;
  private final SerialExecutor serial;

  public TimedLoop(SharedThreads threads) {
    this.threads = threads;
    serial = new SerialExecutor(threads, true);
  }

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
    return System.nanoTime();
  }

  @Override
  public Timer schedule(Duration delay, Runnable task) {
    var timed = new Timed(task);
    timed.handle =
        threads.schedule(
            () -> serial.execute(timed), Math.max(0, Durations.toNanosSaturated(delay)));
    return timed;
  }

  /** A task that can be cancelled until it begins. */
  private static final class Timed implements Runnable, Timer {
    private volatile @Nullable Runnable task;
    private volatile @Nullable Future<?> handle;

    Timed(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      Runnable due = task;
      if (due != null) {
        task = null;
        due.run();
      }
    }

    @Override
    public void cancel() {
      task = null;
      Future<?> scheduled = handle;
      if (scheduled != null) {
        scheduled.cancel(false);
        handle = null;
      }
    }
  }
}
