package socketio.core.runtime;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.core.Log;

/** Reports errors that no caller can receive: to the application's handler, or else to the log. */
public final class ErrorSink {
  private final @Nullable Consumer<? super Throwable> handler;

  public ErrorSink(@Nullable Consumer<? super Throwable> handler) {
    this.handler = handler;
  }

  /**
   * Reports the error of a handler. Never throws. Runs the application's code: never in the loop.
   */
  public void report(Throwable error) {
    report("a Socket.IO handler failed", error);
  }

  /**
   * Reports an error. Never throws. Runs the application's code: never in the loop.
   *
   * @param message the message to log if the application has no handler
   */
  public void report(String message, Throwable error) {
    if (handler == null) {
      Log.warning(message, error);
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
