package socketio.core.runtime;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.core.Log;

/** Where errors go that have no caller: the application's handler, or the log. */
public final class ErrorSink {
  private final @Nullable Consumer<? super Throwable> handler;

  public ErrorSink(@Nullable Consumer<? super Throwable> handler) {
    this.handler = handler;
  }

  /** Never throws. Runs the application's code: not to be called in the loop. */
  public void report(Throwable error) {
    report("a Socket.IO handler failed", error);
  }

  /**
   * Never throws, and runs the application's code, as above.
   *
   * @param what the log's word for it
   */
  public void report(String what, Throwable error) {
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
