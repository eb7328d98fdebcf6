package socketio.okhttp;

import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of this module, all of them daemons that bear its name. */
final class Threads {
  private static final String PREFIX = "socketio-okhttp-";
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Threads() {}

  /** An executor without a bound: on virtual threads from Java 21 on, else on cached ones. */
  static ExecutorService newExecutor() {
    try {
      return newVirtualExecutor();
    } catch (ReflectiveOperationException e) { // before Java 21
      return new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), Threads::daemon);
    }
  }

  /** By reflection, since the byte code is that of Java 17. */
  private static ExecutorService newVirtualExecutor() throws ReflectiveOperationException {
    Class<?> builderType = Class.forName("java.lang.Thread$Builder");
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    builderType.getMethod("name", String.class, long.class).invoke(builder, PREFIX, 0L);
    Method newExecutor = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
    Object factory = builderType.getMethod("factory").invoke(builder);
    return (ExecutorService) newExecutor.invoke(null, factory);
  }

  static Thread daemon(Runnable task) {
    var thread = new Thread(task, PREFIX + COUNT.incrementAndGet());
    thread.setDaemon(true);
    return thread;
  }
}
