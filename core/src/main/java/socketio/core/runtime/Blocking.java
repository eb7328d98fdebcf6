package socketio.core.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Blocking waits for the library's futures. */
public final class Blocking {
  private Blocking() {}

  /** Waits, and throws the exception that the future failed with. */
  public static <T> T get(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    }
  }

  /** As {@link #get}, but an interrupt cancels the future, unless it already has a value. */
  public static <T> T getOrCancel(CompletableFuture<T> future) throws InterruptedException {
    try {
      return get(future);
    } catch (InterruptedException e) {
      if (future.cancel(false) || future.isCompletedExceptionally()) {
        throw e;
      }
      // The value must not be lost; the next blocking call finds the thread interrupted.
      Thread.currentThread().interrupt();
      return future.join();
    }
  }

  private static RuntimeException unchecked(@Nullable Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(cause);
  }

  /**
   * Waits for a future that completes in bounded time; an interrupt ends the wait and stays set.
   */
  public static void awaitEnd(CompletableFuture<Void> future) {
    try {
      get(future);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
