package socketio.spi;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The serial executor that owns all mutable state of one client. Tasks run one at a time, in the
 * order of {@link #execute}, and each sees the effects of those before it. A task may run on the
 * thread that submits it (before {@code execute} returns) or on any other; it must not block and
 * must not run an application's code. A task submitted from within the loop runs after the current
 * one. The testkit replaces the loop and its clock by one under a test's control.
 */
public interface Loop extends Executor {
  /**
   * Tells whether the current thread is running a task of this loop.
   *
   * @return true inside a task of this loop
   */
  boolean inLoop();

  /**
   * Runs a task in the loop after a delay.
   *
   * @param delay how long to wait; zero or less means at once, but never before this method returns
   * @param task what to run
   * @return a handle to cancel it
   */
  Timer schedule(Duration delay, Runnable task);

  /**
   * The loop's monotonic clock, to be compared with other readings of it only.
   *
   * @return nanoseconds since an arbitrary origin
   */
  long nanoTime();

  /**
   * The wall clock. It goes on while the machine sleeps, where {@link #nanoTime} may stand still,
   * and it may be set forward or back.
   *
   * @return milliseconds since 1970, by default those of the system
   */
  default long currentTimeMillis() {
    return System.currentTimeMillis();
  }

  /** A scheduled task. */
  interface Timer {
    /**
     * Cancels the task. Called in the loop, it guarantees that the task will not run unless it has
     * run already. Idempotent.
     */
    void cancel();
  }
}
