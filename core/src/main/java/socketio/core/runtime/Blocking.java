package socketio.core.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import socketio.internal.Durations;
import socketio.spi.Loop;

/** Blocking waits for the library's futures, as documented for {@code socketio.Client}. */
public final class Blocking {
  /**
   * How long to wait, in real time, for a connection to end. The engine's own limit is two seconds,
   * and should be the one that applies.
   */
  public static final Duration MAX_END = Duration.ofMillis(2500);

  private Blocking() {}

  /**
   * Begins an action and waits for its result. Begins nothing if the thread is interrupted, or runs
   * the loop. An interrupt while waiting cancels the future, unless it already has a value, which
   * is then returned; the interrupt flag stays set.
   *
   * @throws IllegalStateException if the result needs a loop that only this thread can run
   */
  public static <T> T call(Loop loop, Supplier<? extends CompletableFuture<T>> action)
      throws InterruptedException {
    checkBefore(loop);
    CompletableFuture<T> future = action.get();
    checkWait(loop, future);
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

  /**
   * As {@link #call(Loop, Supplier)}, for a limited time.
   *
   * @return false if the time elapsed first; the future is cancelled then
   */
  public static boolean call(
      Loop loop, Duration timeout, Supplier<? extends CompletableFuture<Void>> action)
      throws InterruptedException {
    checkBefore(loop);
    CompletableFuture<Void> future = action.get();
    if (!timeout.isZero()) {
      checkWait(loop, future);
    }
    try {
      future.get(Durations.toNanosSaturated(timeout), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return !future.cancel(false);
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    } catch (InterruptedException e) {
      if (future.cancel(false)) {
        throw e;
      }
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /**
   * Rejects a blocking call before anything is begun.
   *
   * @throws InterruptedException if the thread is interrupted
   * @throws IllegalStateException if the thread runs the loop
   */
  public static void checkBefore(Loop loop) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (loop.inLoop()) {
      throw deadlock();
    }
  }

  private static void checkWait(Loop loop, CompletableFuture<?> future) {
    if (!future.isDone() && !loop.mayWait() && future.cancel(false)) {
      throw deadlock();
    }
  }

  /** Returns the error of a wait that would never end. */
  static IllegalStateException deadlock() {
    return new IllegalStateException(
        "this thread runs the client's loop, so a blocking method would wait for itself for ever:"
            + " use async(), or call it on another thread");
  }

  /** Waits, and throws the exception that the future failed with. */
  public static <T> T get(CompletableFuture<T> future) throws InterruptedException {
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

  /** Waits for an end that has begun, {@link #MAX_END} at most. */
  public static void awaitEnd(Loop loop, CompletableFuture<Void> future) {
    awaitEnd(loop, future, MAX_END);
  }

  /**
   * Waits for an end that has begun. Returns early if the wait could not end, because this thread
   * runs the loop, or if the thread is interrupted; the interrupt flag stays set.
   */
  public static void awaitEnd(Loop loop, CompletableFuture<Void> future, Duration limit) {
    if (future.isDone() || !loop.mayWait()) {
      return;
    }
    try {
      future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException e) {
      // The end continues without this thread.
    } catch (ExecutionException e) {
      throw unchecked(e.getCause());
    }
  }
}
