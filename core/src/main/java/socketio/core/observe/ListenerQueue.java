package socketio.core.observe;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import socketio.core.runtime.ErrorSink;
import socketio.core.runtime.SerialExecutor;

/**
 * Tells something of the application's what happens, outside of the loop: one thing at a time, in
 * order, whatever it throws.
 */
final class ListenerQueue<T> {
  private final T listener;
  private final Executor executor;
  private final ErrorSink errors;

  /** Not of the loop: confined to {@link #executor}. */
  private boolean hasFailed;

  /**
   * For one listener.
   *
   * @param executor where it runs; it is used for one task at a time
   */
  ListenerQueue(T listener, Executor executor, ErrorSink errors) {
    this.listener = listener;
    this.executor = new SerialExecutor(executor, false);
    this.errors = errors;
  }

  /** Tells something after all that it was told before. */
  void tell(Consumer<T> news) {
    executor.execute(() -> guarded(news));
  }

  /** Does something, which must not throw, when it has heard all that it was told so far. */
  void afterwards(Runnable action) {
    executor.execute(action);
  }

  private void guarded(Consumer<T> news) {
    try {
      news.accept(listener);
    } catch (Throwable e) {
      if (!hasFailed) { // it may fail at every packet
        hasFailed = true;
        errors.report(e);
      }
    }
  }
}
