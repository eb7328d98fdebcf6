package socketio.core.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waiting for the library's futures. */
public final class Blocking {
  private Blocking() {}

  /** Waits, and throws what the future failed with. */
  public static <T> T get(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    }
  }

  /** The same; interrupted, it cancels the future, unless that has a value already. */
  public static <T> T getOrCancel(CompletableFuture<T> future) throws InterruptedException {
    try {
      return get(future);
    } catch (InterruptedException e) {
      if (future.cancel(false) || future.isCompletedExceptionally()) {
        throw e;
      }
      // What has come must not be lost; whoever waits next finds the thread interrupted.
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

  /** Waits for an end that comes in bounded time; an interrupt ends the wait and stays set. */
  public static void awaitEnd(CompletableFuture<Void> future) {
    try {
      get(future);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
