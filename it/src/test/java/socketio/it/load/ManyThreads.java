package socketio.it.load;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Very many threads where the JVM has virtual ones (JDK 21 or later); else as many platform threads
 * as one may have.
 *
 * @param executor starts a thread for each task
 * @param count how many are reasonable
 * @param virtual whether they are virtual
 */
record ManyThreads(ExecutorService executor, int count, boolean virtual) {
  private static final int VIRTUAL = 10_000;
  private static final int PLATFORM = 200;

  /** By reflection, since the byte code is that of Java 17. */
  static ManyThreads start() {
    try {
      var executor =
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      return new ManyThreads(executor, VIRTUAL, true);
    } catch (ReflectiveOperationException e) { // before Java 21
      return new ManyThreads(Executors.newCachedThreadPool(), PLATFORM, false);
    }
  }
}
