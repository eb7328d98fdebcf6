package socketio.core.runtime;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.core.doubles.Harness;
import socketio.core.doubles.ManualLoop;

/** Futures are settled in the loop here; their dependents must not run before the lane does. */
@Timeout(60)
class LaneFutureTest {
  private final ManualLoop loop = new ManualLoop();
  private final Harness.Lane handlers = new Harness.Lane();
  private final List<Runnable> pool = new ArrayList<>();
  private final Lane lane = new Lane(pool::add, handlers, new ErrorSink(null));
  private final List<String> log = new ArrayList<>();

  private LaneFuture<String> future() {
    return new LaneFuture<String>(lane).share();
  }

  private void complete(LaneFuture<String> future) {
    loop.execute(() -> future.complete("v"));
  }

  private String note(String what) {
    log.add(what + (loop.inLoop() ? " in the loop" : lane.isRunning() ? "" : " elsewhere"));
    return what;
  }

  @Test
  void runsEveryKindOfDependentOnTheLane() {
    CompletableFuture<String> other = CompletableFuture.completedFuture("o");
    CompletableFuture<String> never = new CompletableFuture<>();
    List<Function<CompletableFuture<String>, CompletionStage<?>>> kinds =
        List.of(
            f -> f.thenApply(v -> note("apply")),
            f -> f.thenAccept(v -> note("accept")),
            f -> f.thenRun(() -> note("run")),
            f -> f.thenCombine(other, (v, o) -> note("combine")),
            f -> f.thenAcceptBoth(other, (v, o) -> note("acceptBoth")),
            f -> f.runAfterBoth(other, () -> note("runAfterBoth")),
            f -> f.applyToEither(never, v -> note("applyToEither")),
            f -> f.acceptEither(never, v -> note("acceptEither")),
            f -> f.runAfterEither(never, () -> note("runAfterEither")),
            f -> f.thenCompose(v -> CompletableFuture.completedFuture(note("compose"))),
            f -> f.whenComplete((v, e) -> note("whenComplete")),
            f -> f.handle((v, e) -> note("handle")),
            f -> f.thenApplyAsync(v -> note("applyAsync")),
            f -> f.thenApply(v -> v).thenApply(v -> note("second")));
    var expected =
        List.of(
            "apply",
            "accept",
            "run",
            "combine",
            "acceptBoth",
            "runAfterBoth",
            "applyToEither",
            "acceptEither",
            "runAfterEither",
            "compose",
            "whenComplete",
            "handle",
            "applyAsync",
            "second");
    for (int i = 0; i < kinds.size(); i++) {
      LaneFuture<String> future = future();
      CompletableFuture<?> dependent = kinds.get(i).apply(future).toCompletableFuture();
      complete(future);
      assertEquals(i, log.size(), "nothing runs before the lane does");
      runAll();
      assertEquals(expected.get(i), log.get(i));
      assertTrue(dependent.isDone());
      var late = kinds.get(i).apply(future).toCompletableFuture();
      assertFalse(log.size() > i + 1, "nor on the thread that adds it");
      runAll();
      assertTrue(late.isDone());
      log.remove(log.size() - 1);
    }
  }

  private void runAll() {
    while (!handlers.isIdle() || !pool.isEmpty()) {
      handlers.run();
      if (!pool.isEmpty()) {
        pool.remove(0).run();
      }
    }
  }

  @Test
  void runsDependentsOfAFailureOnTheLane() {
    LaneFuture<String> future = future();
    CompletableFuture<String> recovered = future.exceptionally(e -> note("recovered"));
    CompletableFuture<String> composed =
        future.exceptionallyCompose(e -> CompletableFuture.completedFuture(note("composed")));
    loop.execute(() -> future.completeExceptionally(new IllegalStateException("down")));
    assertEquals(List.of(), log);
    runAll();
    assertTrue(log.containsAll(List.of("recovered", "composed")), log.toString());
    assertEquals("recovered", recovered.join());
    assertEquals("composed", composed.join());
    failure(IllegalStateException.class, future);
  }

  @Test
  void passesAValueOnWithoutTheLaneIfThereIsNoFailureToHandle() {
    LaneFuture<String> future = future();
    CompletableFuture<String> same = future.exceptionally(e -> note("recovered"));
    CompletableFuture<String> composed =
        future.exceptionallyCompose(e -> CompletableFuture.completedFuture(note("composed")));
    complete(future);
    assertEquals("v", same.join());
    assertEquals("v", composed.join());
    runAll();
    assertEquals(List.of(), log);
  }

  @Test
  void isDoneAsSoonAsTheLoopHasSettledIt() {
    LaneFuture<String> future = future();
    var unused = future.thenRun(() -> {});
    var all = CompletableFuture.allOf(future);
    assertFalse(future.isDone());
    assertEquals("none", future.getNow("none"));
    complete(future);
    assertTrue(future.isDone());
    assertEquals("v", future.getNow("none"));
    assertEquals("v", future.join());
    assertFalse(future.isCompletedExceptionally());
    assertFalse(all.isDone());
    runAll();
    assertTrue(all.isDone());
  }

  @Test
  void completesCombinationsOnThePoolAndNotInTheLoop() {
    LaneFuture<String> first = future();
    LaneFuture<String> second = future();
    var unused = CompletableFuture.allOf(first, second).thenRun(() -> note("all"));
    complete(first);
    complete(second);
    handlers.run();
    assertEquals(List.of(), log, "the lane may be waiting for it");
    while (!pool.isEmpty()) {
      pool.remove(0).run();
    }
    assertEquals(List.of("all elsewhere"), log);
  }

  /** A combination may be added at that very moment. */
  @Test
  void leavesCombinationsToThePoolEvenIfThereAreNoneWhenItIsSettled() {
    LaneFuture<String> future = future();
    complete(future);
    var combined = CompletableFuture.allOf(future).thenRun(() -> note("all"));
    assertFalse(combined.isDone());
    runAll();
    assertEquals(List.of("all elsewhere"), log);
  }

  /** An application that has seen that it is done must see the same of methods not overridden. */
  @Test
  void isDoneInEveryRespectWhenTheApplicationHasSeenIt() {
    LaneFuture<String> future = future();
    complete(future);
    assertTrue(future.isDone());
    assertTrue(CompletableFuture.allOf(future).isDone());

    LaneFuture<String> failed = future();
    loop.execute(() -> failed.completeExceptionally(new IllegalStateException("down")));
    assertThrows(CompletionException.class, failed::join);
    assertTrue(CompletableFuture.allOf(failed).isCompletedExceptionally());
  }

  @Test
  void needsNoPoolIfItIsSettledBeforeItIsShared() {
    var future = new LaneFuture<String>(lane);
    complete(future);
    assertTrue(CompletableFuture.allOf(future.share()).isDone());
    assertEquals(List.of(), pool);
  }

  @Test
  void completesOnce() {
    LaneFuture<String> future = future();
    var count = new AtomicInteger();
    var unused = future.whenComplete((v, e) -> count.incrementAndGet());
    assertTrue(future.complete("first"));
    assertFalse(future.complete("second"));
    assertFalse(future.completeExceptionally(new IllegalStateException()));
    assertFalse(future.cancel(false));
    runAll();
    assertEquals(1, count.get());
    assertEquals("first", future.join());
  }

  @Test
  void notifiesOfCancellationOnce() {
    LaneFuture<String> future = future();
    var cancelled = new AtomicInteger();
    future.onCancel(cancelled::incrementAndGet);
    var dependent = future.thenRun(() -> {});
    assertTrue(future.cancel(false));
    assertTrue(future.cancel(true));
    assertEquals(1, cancelled.get());
    assertTrue(future.isCancelled());
    assertTrue(future.isCompletedExceptionally());
    assertThrows(CancellationException.class, future::join);
    runAll();
    assertTrue(dependent.isCompletedExceptionally());
  }

  @Test
  void wakesAThreadThatWaits() throws Exception {
    LaneFuture<String> future = future();
    var waiting = new CompletableFuture<Object>();
    var thread =
        new Thread(
            () -> {
              try {
                waiting.complete(future.get(10, SECONDS) + future.get());
              } catch (Exception e) {
                waiting.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    complete(future);
    assertEquals("vv", waiting.get(10, SECONDS));
  }
}
