package socketio.core.observe;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import socketio.core.runtime.ErrorSink;
import socketio.core.runtime.SerialExecutor;

/**
 * Calls a listener of the application outside the loop, one call at a time and in order. An
 * exception does not stop later calls; the first one is reported.
 */
final class ListenerQueue<T> {
  private final T listener;
  private final Executor executor;
  private final ErrorSink errors;

  /** Confined to {@link #executor}, not to the loop. */
  private boolean hasFailed;

  /**
   * Creates the queue of one listener.
   *
   * @param executor runs the calls; used for one task at a time
   */
  ListenerQueue(T listener, Executor executor, ErrorSink errors) {
    this.listener = listener;
    this.executor = new SerialExecutor(executor, false);
    this.errors = errors;
  }

  /** Calls the listener after all calls queued before. */
  void enqueue(Consumer<T> call) {
    executor.execute(() -> runGuarded(call));
  }

  /** Runs an action, which must not throw, after all calls queued so far. */
  void runAfterQueued(Runnable action) {
    executor.execute(action);
  }

  private void runGuarded(Consumer<T> call) {
    try {
      call.accept(listener);
    } catch (Throwable e) {
      if (!hasFailed) { // it may throw for every packet
        hasFailed = true;
        errors.report(e);
      }
    }
  }
}
