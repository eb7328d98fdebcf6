package socketio.testkit.internal.run;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.spi.Loop;

/** Real time: one thread is the loop, others run the handlers. All of them are daemons. */
public final class RealTime implements Scheduling {
  private final ThreadLoop loop;
  private final ExecutorService handlers;

  /**
   * Starts the loop.
   *
   * @param name the threads' name
   * @param failures called with what a task in the loop throws
   */
  public RealTime(String name, Consumer<Throwable> failures) {
    loop = new ThreadLoop(daemons(name + "-loop"), failures);
    handlers = Executors.newCachedThreadPool(daemons(name + "-handler"));
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public Executor handlers() {
    return handlers;
  }

  @Override
  public boolean await(CompletableFuture<?> future, Duration patience) {
    if (loop.inLoop()) {
      throw new IllegalStateException("the server's loop must not wait");
    }
    try {
      future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (ExecutionException | CancellationException e) {
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the client", e);
    }
  }

  @Override
  public void close() {
    loop.timers.shutdownNow();
    handlers.shutdownNow();
  }

  private static final class ThreadLoop implements Loop {
    private final ScheduledThreadPoolExecutor timers;
    private final Consumer<Throwable> failures;
    private volatile @Nullable Thread thread;

    ThreadLoop(ThreadFactory threads, Consumer<Throwable> failures) {
      this.failures = failures;
      timers =
          new ScheduledThreadPoolExecutor(
              1,
              task -> {
                Thread created = threads.newThread(task);
                thread = created;
                return created;
              });
      timers.setRemoveOnCancelPolicy(true);
    }

    @Override
    public boolean inLoop() {
      return Thread.currentThread() == thread;
    }

    @Override
    public void execute(Runnable task) {
      try {
        timers.execute(() -> run(task));
      } catch (RejectedExecutionException e) {
        return; // closed: nothing happens any more
      }
    }

    @Override
    public Timer schedule(Duration delay, Runnable task) {
      try {
        Future<?> scheduled =
            timers.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
      } catch (RejectedExecutionException e) {
        return () -> {};
      }
    }

    private void run(Runnable task) {
      try {
        task.run();
      } catch (Throwable e) {
        failures.accept(e);
      }
    }

    @Override
    public long nanoTime() {
      return System.nanoTime();
    }
  }
}
