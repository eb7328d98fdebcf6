package socketio.core.runtime;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A future for the application that is settled in the loop, although the application's code must
 * not run there. Waiting threads are released immediately, so that a handler may wait for it. Its
 * dependents run on the lane, in order with the events. Combinations with others ({@code allOf})
 * are completed on the pool, so that a handler may wait for those, too.
 */
@SuppressWarnings("NullAway") // overrides methods of a class that is not annotated
public final class LaneFuture<T> extends CompletableFuture<T> {
  private final CompletableFuture<T> inner;
  private final Lane lane;
  private volatile Runnable onCancel = () -> {};

  /** Whether the application may have this future, and may have combined it with others. */
  private volatile boolean shared;

  /** Creates a future that is not yet shared with the application. */
  public LaneFuture(Lane lane) {
    this(lane, new CompletableFuture<>());
  }

  private LaneFuture(Lane lane, CompletableFuture<T> inner) {
    this.lane = lane;
    this.inner = inner;
  }

  /** Prepares this future for the application; called before it is handed out. */
  public LaneFuture<T> share() {
    shared = true;
    if (inner.isDone()) {
      propagate(); // now, as nothing depends on it; it may have been settled while not yet shared
    }
    return this;
  }

  /** Wraps a dependent stage, so that its own dependents run on the lane as well. */
  private <U> CompletableFuture<U> wrap(CompletableFuture<U> stage) {
    return wrap(stage, true);
  }

  /**
   * Wraps a dependent stage, so that its own dependents run on the lane as well.
   *
   * @param onLane whether the stage gets its value from code that runs on the lane; a failure is
   *     always passed on where this future is settled, which may be the loop
   */
  private <U> CompletableFuture<U> wrap(CompletableFuture<U> stage, boolean onLane) {
    var future = new LaneFuture<>(lane, stage);
    future.shared = true;
    var unused =
        stage.whenComplete(
            (value, error) -> {
              if (onLane && error == null && future.getNumberOfDependents() == 0) {
                future.propagate();
              } else {
                future.onSettled();
              }
            });
    return future;
  }

  /** Completes a {@code Void} future. */
  public void finish() {
    complete(null);
  }

  /** Sets the action to run when the application cancels this future. */
  public void onCancel(Runnable action) {
    onCancel = action;
  }

  /** Runs an action of the library on the thread that settles this future. */
  public void whenSettled(Runnable action) {
    whenSettled((value, error) -> action.run());
  }

  /** Runs an action of the library on the thread that settles this future. */
  public void whenSettled(BiConsumer<? super T, ? super Throwable> action) {
    var unused = inner.whenComplete(action);
  }

  @Override
  public boolean complete(T value) {
    boolean first = inner.complete(value);
    if (first) {
      onSettled();
    }
    return first;
  }

  @Override
  public boolean completeExceptionally(Throwable error) {
    boolean first = inner.completeExceptionally(error);
    if (first) {
      onSettled();
    }
    return first;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    // Unlike cancel, this returns whether it was the first time.
    var cancellation = new CancellationException();
    if (inner.completeExceptionally(cancellation)) {
      onSettled();
      onCancel.run();
    }
    return inner.isCancelled();
  }

  /**
   * Schedules the completion of the inherited future, on which only combinations depend. It is
   * never completed here, which may be in the loop: a dependent may be added at this very moment.
   */
  private void onSettled() {
    if (shared) {
      lane.completions().add(this::propagate);
    }
  }

  /** Completes the inherited future and runs its dependents. */
  private void propagate() {
    if (inner.isCompletedExceptionally()) {
      var unused = inner.whenComplete((value, error) -> super.completeExceptionally(error));
    } else {
      super.complete(inner.join());
    }
  }

  /**
   * Called before the application learns that this future is done: it may next call a method that
   * cannot be overridden, such as {@code state()}. If there are dependents, the pool completes the
   * inherited future.
   */
  private void catchUp() {
    if (inner.isDone() && shared && getNumberOfDependents() == 0 && !super.isDone()) {
      propagate();
    }
  }

  /** As {@link #isDone}, for the library: never runs {@link #catchUp}. */
  public boolean isSettled() {
    return inner.isDone();
  }

  @Override
  public T get() throws InterruptedException, ExecutionException {
    try {
      return inner.get();
    } finally {
      catchUp();
    }
  }

  @Override
  public T get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return inner.get(timeout, unit);
    } finally {
      catchUp();
    }
  }

  @Override
  public T join() {
    try {
      return inner.join();
    } finally {
      catchUp();
    }
  }

  @Override
  public T getNow(T valueIfAbsent) {
    catchUp();
    return inner.getNow(valueIfAbsent);
  }

  @Override
  public boolean isDone() {
    catchUp();
    return inner.isDone();
  }

  @Override
  public boolean isCancelled() {
    catchUp();
    return inner.isCancelled();
  }

  @Override
  public boolean isCompletedExceptionally() {
    catchUp();
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

  /** As exceptionallyComposeAsync, which Android lacks: a value does not wait for the lane. */
  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // thenCompose does not
  public CompletableFuture<T> exceptionallyCompose(
      Function<Throwable, ? extends CompletionStage<T>> fn) {
    return wrap(
        inner
            .handle((value, error) -> error == null ? inner : recover(fn))
            .thenCompose(Function.identity()),
        false);
  }

  private CompletableFuture<T> recover(Function<Throwable, ? extends CompletionStage<T>> fn) {
    CompletableFuture<CompletionStage<T>> recovered =
        inner.handleAsync((value, error) -> fn.apply(error), lane);
    return recovered.thenCompose(Function.identity());
  }
}
