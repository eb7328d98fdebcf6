package socketio.jetty;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.eclipse.jetty.util.thread.Scheduler;

/** The threads of this module, all of them daemons that bear its name. */
final class Threads {
  private static final String PREFIX = "socketio-jetty-";
  private static final int IDLE_SECONDS = 5;
  private static final int RESOLVERS = 4;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Threads() {}

  /** Enough for all connections, because nothing that runs there blocks. */
  static QueuedThreadPool newPool() {
    int most = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());
    var pool = new QueuedThreadPool(most, 1, (int) TimeUnit.SECONDS.toMillis(IDLE_SECONDS));
    pool.setName(PREFIX + COUNT.incrementAndGet());
    pool.setDaemon(true);
    return pool;
  }

  static Scheduler newScheduler() {
    return new ScheduledExecutorScheduler(PREFIX + COUNT.incrementAndGet(), true);
  }

  /** For name lookups, which block. */
  static ThreadPoolExecutor newResolvers() {
    var executor =
        new ThreadPoolExecutor(
            RESOLVERS,
            RESOLVERS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Threads::daemon);
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  static Thread daemon(Runnable task) {
    var thread = new Thread(task, PREFIX + COUNT.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
