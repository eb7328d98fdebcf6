package socketio.spi;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The serial executor that owns all mutable state of one client. Tasks run one at a time, in the
 * order of {@link #execute}, and each sees the effects of those before it. A task may run on the
 * thread that submits it (before {@code execute} returns) or on any other; it must not block and
 * must not run application code. A task submitted from within the loop runs after the current one.
 * The testkit replaces the loop and its clock with ones that a test controls.
 *
 * @since 1.0
 */
public interface Loop extends Executor {
  /**
   * Returns whether the current thread is running a task of this loop.
   *
   * @return true inside a task of this loop
   */
  boolean inLoop();

  /**
   * Returns whether the current thread may block until this loop has done something. The client's
   * blocking methods check it, so that a wait that could never end fails instead.
   *
   * @return false if only the current thread can run this loop: by default, inside a task of it. A
   *     loop that is bound to one thread returns false on that thread
   */
  default boolean mayWait() {
    return !inLoop();
  }

  /**
   * Runs a task in the loop after a delay.
   *
   * @param delay how long to wait; zero or less means immediately, but never before this method
   *     returns
   * @param task the task to run
   * @return a handle that cancels it
   */
  Timer schedule(Duration delay, Runnable task);

  /**
   * Returns a reading of the loop's monotonic clock, comparable only with other readings of it.
   *
   * @return nanoseconds since an arbitrary origin
   */
  long nanoTime();

  /**
   * Returns a reading of the wall clock. This clock keeps running while the machine sleeps, when
   * that of {@link #nanoTime} may stop, and it may be set forward or back.
   *
   * @return milliseconds since 1970, by default from the system clock
   */
  default long currentTimeMillis() {
    return System.currentTimeMillis();
  }

  /** A scheduled task. */
  interface Timer {
    /**
     * Cancels the task. When called in the loop, it guarantees that the task will not run unless it
     * already has. Idempotent.
     */
    void cancel();
  }
}
