package socketio.core.runtime;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The threads shared by all open clients of the JVM: one timer thread, and a pool that has no
 * thread while it has no work. Reference-counted: created for the first client, shut down with the
 * last.
 */
public final class SharedThreads implements Executor {
  private static final @Nullable ThreadFactory VIRTUAL = virtualThreads();

  private static @Nullable SharedThreads current;

  private final ScheduledThreadPoolExecutor timer;

  /** Null if every task gets a virtual thread of its own. */
  private final @Nullable ExecutorService pool;

  private int users;

  private SharedThreads() {
    timer = new ScheduledThreadPoolExecutor(1, daemonThreads("socketio-timer"));
    timer.setRemoveOnCancelPolicy(true);
    pool =
        VIRTUAL != null
            ? null
            : new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                5,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemonThreads("socketio-worker"));
  }

  /** Returns the shared threads; the caller must {@link #release} them once. */
  public static synchronized SharedThreads acquire() {
    SharedThreads threads = current;
    if (threads == null) {
      threads = new SharedThreads();
      current = threads;
    }
    threads.users++;
    return threads;
  }

  public void release() {
    synchronized (SharedThreads.class) {
      if (--users == 0) {
        current = null;
        if (pool != null) {
          pool.shutdown();
        }
        timer.shutdownNow();
      }
    }
  }

  /**
   * Runs a task that may block. Works after shutdown, too, because dependents of a client's futures
   * may be added at any time.
   */
  @Override
  public void execute(Runnable task) {
    if (pool == null) {
      start(task);
      return;
    }
    try {
      pool.execute(task);
    } catch (RejectedExecutionException e) {
      start(task);
    }
  }

  /** Runs a non-blocking task after a delay; never after shutdown. */
  Future<?> schedule(Runnable task, long nanos) {
    try {
      return timer.schedule(task, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      return new CompletableFuture<Void>();
    }
  }

  /** Starts a thread that ends with its task. */
  public static Thread start(Runnable task) {
    ThreadFactory factory = VIRTUAL == null ? daemonThreads("socketio-background") : VIRTUAL;
    Thread thread = factory.newThread(task);
    thread.start();
    return thread;
  }

  private static ThreadFactory daemonThreads(String name) {
    var count = new AtomicLong();
    return task -> {
      var thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      // A thread that outlives the application that started it must not hold its class loader.
      thread.setContextClassLoader(SharedThreads.class.getClassLoader());
      return thread;
    };
  }

  /** Returns a factory of virtual threads (JDK 21 or later), or null. */
  private static @Nullable ThreadFactory virtualThreads() {
    try {
      Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
      Class<?> type = Class.forName("java.lang.Thread$Builder");
      Method name = type.getMethod("name", String.class, long.class);
      return (ThreadFactory)
          type.getMethod("factory").invoke(name.invoke(builder, "socketio-worker-", 1L));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }
}
