package socketio.examples.jdk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one transport: daemons that end when they have been idle for five seconds, so that
 * they need not be stopped. Never refuses a task.
 */
final class Pool implements Executor {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Executor threads =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), Pool::daemon);

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
  CompletableFuture<Boolean> schedule(long millis, Runnable task) {
    var timer = new CompletableFuture<Boolean>();
    var unused =
        timer
            .completeOnTimeout(true, millis, TimeUnit.MILLISECONDS)
            .thenAccept(
                expired -> {
                  if (expired) {
                    execute(task);
                  }
                });
    return timer;
  }
}
