package socketio.it.support;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

/** Bounded waits. */
public final class Await {
  private static final int LIMIT_SECONDS = 30;

  private Await() {}

  /**
   * Waits for a result.
   *
   * @return the result
   * @throws RuntimeException what the future failed with
   * @throws AssertionError if there is none within 30 seconds
   */
  public static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get(LIMIT_SECONDS, SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came within " + LIMIT_SECONDS + " seconds", e);
    }
  }
}
