package socketio.internal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where errors go that have no caller: the application's handler, or the log. */
final class ErrorSink {
  private final @Nullable Consumer<? super Throwable> handler;

  ErrorSink(@Nullable Consumer<? super Throwable> handler) {
    this.handler = handler;
  }

  /** Never throws. Runs the application's code: not to be called in the loop. */
  void report(Throwable error) {
    report("a Socket.IO handler failed", error);
  }

  /**
   * Never throws, and runs the application's code, as above.
   *
   * @param what the log's word for it
   */
  void report(String what, Throwable error) {
    if (handler == null) {
      Log.warning(what, error);
      return;
    }
    try {
      handler.accept(error);
    } catch (Throwable e) {
      if (e != error) { // a throwable cannot be suppressed by itself
        e.addSuppressed(error);
      }
      Log.warning("the error handler itself failed", e);
    }
  }
}
