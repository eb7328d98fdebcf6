package socketio.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waiting for the library's futures. */
final class Blocking {
  private Blocking() {}

  /** Waits, and throws what the future failed with. */
  static <T> T get(CompletableFuture<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
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
  static void awaitEnd(CompletableFuture<Void> future) {
    try {
      get(future);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
