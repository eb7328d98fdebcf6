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
 * A future of the application that is settled in the loop, although the application's code must not
 * run there. Threads that wait for it go on at once, so that a handler may wait. Whatever depends
 * on it runs on the lane, in order with the events. What combines it with others ({@code allOf}) is
 * completed on the pool, so that a handler may wait for that, too.
 */
@SuppressWarnings("NullAway") // overrides methods of a class that is not annotated
public final class LaneFuture<T> extends CompletableFuture<T> {
  private final CompletableFuture<T> inner;
  private final Lane lane;
  private volatile Runnable onCancel = () -> {};

  /** Whether the application may have it, and combine it with others. */
  private volatile boolean shared;

  /** A future that the application has not got, and never need get. */
  public LaneFuture(Lane lane) {
    this(lane, new CompletableFuture<>());
  }

  private LaneFuture(Lane lane, CompletableFuture<T> inner) {
    this.lane = lane;
    this.inner = inner;
  }

  /** To be called before it is given to the application. */
  public LaneFuture<T> share() {
    shared = true;
    if (inner.isDone()) {
      passOn(); // now, as nothing depends on it; whoever has settled it may have been too early
    }
    return this;
  }

  /** Another view of what depends on this: its dependents run on the lane as well. */
  private <U> CompletableFuture<U> wrap(CompletableFuture<U> stage) {
    return wrap(stage, true);
  }

  /**
   * The same.
   *
   * @param onLane whether the stage gets its value from code that runs on the lane; a failure
   *     passes in any case where this future is settled, perhaps in the loop
   */
  private <U> CompletableFuture<U> wrap(CompletableFuture<U> stage, boolean onLane) {
    var future = new LaneFuture<>(lane, stage);
    future.shared = true;
    var unused =
        stage.whenComplete(
            (value, error) -> {
              if (onLane && error == null && future.getNumberOfDependents() == 0) {
                future.passOn();
              } else {
                future.settled();
              }
            });
    return future;
  }

  /** Completes a future that has no value. */
  public void finish() {
    complete(null);
  }

  /** What to do when the application cancels this future. */
  public void onCancel(Runnable action) {
    onCancel = action;
  }

  /** Runs an action of the library, where this future is settled. */
  public void whenSettled(Runnable action) {
    whenSettled((value, error) -> action.run());
  }

  /** Runs an action of the library, where this future is settled. */
  public void whenSettled(BiConsumer<? super T, ? super Throwable> action) {
    var unused = inner.whenComplete(action);
  }

  @Override
  public boolean complete(T value) {
    boolean first = inner.complete(value);
    if (first) {
      settled();
    }
    return first;
  }

  @Override
  public boolean completeExceptionally(Throwable error) {
    boolean first = inner.completeExceptionally(error);
    if (first) {
      settled();
    }
    return first;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    // Unlike cancel, this tells whether it was the first time.
    var cancellation = new CancellationException();
    if (inner.completeExceptionally(cancellation)) {
      settled();
      onCancel.run();
    }
    return inner.isCancelled();
  }

  /**
   * Sees to the inherited future, which only combinations depend on. It is never completed here,
   * which may be in the loop: something may come to depend on it at this moment.
   */
  private void settled() {
    if (shared) {
      lane.completions().add(this::passOn);
    }
  }

  /** Completes the inherited future, and runs what depends on it. */
  private void passOn() {
    if (inner.isCompletedExceptionally()) {
      var unused = inner.whenComplete((value, error) -> super.completeExceptionally(error));
    } else {
      super.complete(inner.join());
    }
  }

  /**
   * Before the application learns that this future is done: it may look next at what cannot be
   * overridden, such as {@code state()}. If anything depends on that, the pool sees to it.
   */
  private void catchUp() {
    if (inner.isDone() && shared && getNumberOfDependents() == 0 && !super.isDone()) {
      passOn();
    }
  }

  /** As {@link #isDone}, for the library. */
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

  /** As exceptionallyComposeAsync, which Android does not have: a value is not held up. */
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
