package socketio.internal;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A future of the application that is settled in the loop, although the application's code must not
 * run there. Threads that wait for it go on at once, so that a handler may wait. Whatever depends
 * on it runs on the lane, in order with the events. What combines it with others ({@code allOf}) is
 * completed on the pool, so that a handler may wait for that, too.
 */
@SuppressWarnings("NullAway") // overrides methods of a class that is not annotated
final class LaneFuture<T> extends CompletableFuture<T> {
  private final CompletableFuture<T> inner;
  private final Lane lane;
  private volatile Runnable onCancel = () -> {};

  /** Whether the application may have it, and others may depend on it without asking it. */
  private volatile boolean handedOut;

  /** A future for the application. */
  LaneFuture(Lane lane) {
    this(lane, new CompletableFuture<>(), true);
  }

  private LaneFuture(Lane lane, CompletableFuture<T> inner, boolean handedOut) {
    this.lane = lane;
    this.inner = inner;
    this.handedOut = handedOut;
  }

  /** A future that the library keeps to itself unless it is {@linkplain #handOut handed out}. */
  static <T> LaneFuture<T> kept(Lane lane) {
    return new LaneFuture<>(lane, new CompletableFuture<>(), false);
  }

  /** To be called before the application gets a future that was kept. */
  LaneFuture<T> handOut() {
    handedOut = true;
    if (inner.isDone()) { // nothing depends on it yet
      if (inner.isCompletedExceptionally()) {
        var unused = inner.whenComplete(this::completeInherited);
      } else {
        super.complete(inner.join());
      }
    }
    return this;
  }

  /** Another view of what depends on this: its dependents run on the lane as well. */
  private <U> CompletableFuture<U> wrap(CompletableFuture<U> stage) {
    var future = new LaneFuture<>(lane, stage, false);
    if (!stage.isDone()) {
      var unused = stage.whenComplete(future::passOn);
    }
    return future.handOut();
  }

  /** Completes a future that has no value. */
  void finish() {
    complete(null);
  }

  /** What to do when the application cancels this future. */
  void onCancel(Runnable action) {
    onCancel = action;
  }

  /** Runs an action of the library, where this future is settled. */
  void whenSettled(Runnable action) {
    whenSettled((value, error) -> action.run());
  }

  /** Runs an action of the library, where this future is settled. */
  void whenSettled(BiConsumer<? super T, ? super Throwable> action) {
    var unused = inner.whenComplete(action);
  }

  @Override
  public boolean complete(T value) {
    boolean first = inner.complete(value);
    if (first) {
      passOn(value, null);
    }
    return first;
  }

  @Override
  public boolean completeExceptionally(Throwable error) {
    boolean first = inner.completeExceptionally(error);
    if (first) {
      passOn(null, error);
    }
    return first;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    // Unlike cancel, this tells whether it was the first time.
    var cancellation = new CancellationException();
    if (inner.completeExceptionally(cancellation)) {
      passOn(null, cancellation);
      onCancel.run();
    }
    return isCancelled();
  }

  /**
   * Completes the inherited future, which only combinations of futures depend on. Elsewhere, unless
   * the application's code may run here, even if nothing depends on it: between a look at that and
   * the completion something may. For the same reason none is completed that nobody can have.
   */
  private void passOn(@Nullable T value, @Nullable Throwable error) {
    if (!handedOut) {
      return;
    }
    if (lane.isRunning()) {
      completeInherited(value, error);
    } else if (getNumberOfDependents() > 0) {
      completeOnPool(value, error);
    } else {
      lane.passing().execute(() -> completeOrLeaveToPool(value, error));
    }
  }

  /** The application's code may block, and then must not hold up what is passed on next. */
  private void completeOrLeaveToPool(@Nullable T value, @Nullable Throwable error) {
    if (getNumberOfDependents() > 0) {
      completeOnPool(value, error);
    } else {
      completeInherited(value, error);
    }
  }

  private void completeOnPool(@Nullable T value, @Nullable Throwable error) {
    lane.pool().execute(() -> completeInherited(value, error));
  }

  private void completeInherited(@Nullable T value, @Nullable Throwable error) {
    if (error == null) {
      super.complete(value);
    } else {
      super.completeExceptionally(error);
    }
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    return inner.get();
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    return inner.get(timeout, unit);
  }

  @Override
  public T join() {
    return inner.join();
  }

  @Override
  public T getNow(T valueIfAbsent) {
    return inner.getNow(valueIfAbsent);
  }

  /** Overrides a method of Java 19 and later. */
  public T resultNow() {
    if (!inner.isDone()) {
      throw new IllegalStateException("not done");
    }
    try {
      return inner.join();
    } catch (CancellationException | CompletionException e) {
      throw new IllegalStateException("completed without a value", e);
    }
  }

  /** Overrides a method of Java 19 and later. */
  public Throwable exceptionNow() {
    if (!inner.isCompletedExceptionally() || inner.isCancelled()) {
      throw new IllegalStateException("not failed");
    }
    Throwable[] failure = new Throwable[1];
    var unused = inner.whenComplete((value, error) -> failure[0] = error);
    return failure[0];
  }

  @Override
  public boolean isDone() {
    return inner.isDone();
  }

  @Override
  public boolean isCancelled() {
    return inner.isCancelled();
  }

  @Override
  public boolean isCompletedExceptionally() {
    return inner.isCompletedExceptionally();
  }

  @Override
  public Executor defaultExecutor() {
    return lane;
  }

  @Override
  public <U> CompletableFuture<U> thenApply(Function<? super T, ? extends U> fn) {
    return wrap(inner.thenApplyAsync(fn, lane));
  }

  @Override
  public CompletableFuture<Void> thenAccept(Consumer<? super T> action) {
    return wrap(inner.thenAcceptAsync(action, lane));
  }

  @Override
  public CompletableFuture<Void> thenRun(Runnable action) {
    return wrap(inner.thenRunAsync(action, lane));
  }

  @Override
  public <U, V> CompletableFuture<V> thenCombine(
      CompletionStage<? extends U> other, BiFunction<? super T, ? super U, ? extends V> fn) {
    return wrap(inner.thenCombineAsync(other, fn, lane));
  }

  @Override
  public <U> CompletableFuture<Void> thenAcceptBoth(
      CompletionStage<? extends U> other, BiConsumer<? super T, ? super U> action) {
    return wrap(inner.thenAcceptBothAsync(other, action, lane));
  }

  @Override
  public CompletableFuture<Void> runAfterBoth(CompletionStage<?> other, Runnable action) {
    return wrap(inner.runAfterBothAsync(other, action, lane));
  }

  @Override
  public <U> CompletableFuture<U> applyToEither(
      CompletionStage<? extends T> other, Function<? super T, U> fn) {
    return wrap(inner.applyToEitherAsync(other, fn, lane));
  }

  @Override
  public CompletableFuture<Void> acceptEither(
      CompletionStage<? extends T> other, Consumer<? super T> action) {
    return wrap(inner.acceptEitherAsync(other, action, lane));
  }

  @Override
  public CompletableFuture<Void> runAfterEither(CompletionStage<?> other, Runnable action) {
    return wrap(inner.runAfterEitherAsync(other, action, lane));
  }

  @Override
  public <U> CompletableFuture<U> thenCompose(
      Function<? super T, ? extends CompletionStage<U>> fn) {
    return wrap(inner.thenComposeAsync(fn, lane));
  }

  @Override
  public CompletableFuture<T> whenComplete(BiConsumer<? super T, ? super Throwable> action) {
    return wrap(inner.whenCompleteAsync(action, lane));
  }

  @Override
  public <U> CompletableFuture<U> handle(BiFunction<? super T, Throwable, ? extends U> fn) {
    return wrap(inner.handleAsync(fn, lane));
  }

  @Override
  public CompletableFuture<T> exceptionally(Function<Throwable, ? extends T> fn) {
    return exceptionallyCompose(error -> CompletableFuture.completedFuture(fn.apply(error)));
  }

  /** As exceptionallyComposeAsync, which Android does not have: a value is not held up. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // thenCompose does not
  public CompletableFuture<T> exceptionallyCompose(
      Function<Throwable, ? extends CompletionStage<T>> fn) {
    return wrap(
        inner
            .handle((value, error) -> error == null ? inner : recover(fn))
            .thenCompose(Function.identity()));
  }

  private CompletableFuture<T> recover(Function<Throwable, ? extends CompletionStage<T>> fn) {
    CompletableFuture<CompletionStage<T>> recovered =
        inner.handleAsync((value, error) -> fn.apply(error), lane);
    return recovered.thenCompose(Function.identity());
  }
}
