package socketio.examples.jdk;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one transport: daemons that end when they have been idle for five seconds, so that
 * nobody needs to stop them. Never refuses a task.
 */
final class Pool implements Executor {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final int IDLE_SECONDS = 5;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Pool::daemon);

  private static Thread daemon(Runnable task) {
    var thread = new Thread(task, "socketio-jdk-" + COUNT.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  /**
   * Runs a task here after a delay, unless the future that is returned has been completed by then.
   * The timer is the JDK's own.
   */
  CompletableFuture<Boolean> schedule(Duration delay, Runnable task) {
    long millis = delay.compareTo(Duration.ofDays(1)) > 0 ? 86_400_000 : delay.toMillis();
    var timer = new CompletableFuture<Boolean>();
    var unused =
        timer
            .completeOnTimeout(true, Math.max(1, millis), TimeUnit.MILLISECONDS)
            .thenAccept(
                expired -> {
                  if (expired) {
                    execute(task);
                  }
                });
    return timer;
  }
}
