package socketio.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.doubles.Harness.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.doubles.Harness;
import socketio.doubles.ManualLoop;

/** Futures are settled in the loop here; their dependents must not run before the lane does. */
@Timeout(60)
class LaneFutureTest {
  private final ManualLoop loop = new ManualLoop();
  private final Harness.Lane handlers = new Harness.Lane();
  private final List<Runnable> pool = new ArrayList<>();
  private final Lane lane = new Lane(pool::add, handlers, new ErrorSink(null));
  private final List<String> log = new ArrayList<>();

  private LaneFuture<String> future() {
    return new LaneFuture<>(lane);
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
  void passesAValueOnWithoutTheLaneWhereThereIsNoFailureToHandle() {
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
    pool.forEach(Runnable::run);
    assertEquals(List.of("all elsewhere"), log);
  }

  @Test
  void completesOnThePoolEvenWhereNothingDependsOnItYet() {
    LaneFuture<String> future = future();
    complete(future);
    var all = CompletableFuture.allOf(future);
    var unused = all.thenRun(() -> note("all"));
    assertFalse(all.isDone(), "or it might have been between a look and the completion");
    assertEquals(List.of(), log);
    runAll();
    assertEquals(List.of("all elsewhere"), log);
  }

  @Test
  void wakesNoThreadForAFutureThatNobodyHas() {
    LaneFuture<String> future = LaneFuture.kept(lane);
    complete(future);
    assertEquals("v", future.join());
    assertTrue(pool.isEmpty());
    assertTrue(CompletableFuture.allOf(future.handOut()).isDone());
    LaneFuture<String> failing = LaneFuture.kept(lane);
    loop.execute(() -> failing.completeExceptionally(new IllegalStateException("down")));
    assertTrue(CompletableFuture.allOf(failing.handOut()).isCompletedExceptionally());
    LaneFuture<String> later = LaneFuture.kept(lane);
    var combined = CompletableFuture.allOf(later.handOut());
    complete(later);
    runAll();
    assertTrue(combined.isDone());
  }

  /** One that waits for a combination must not hold up what completes the combination. */
  @Test
  void completesOthersWhileADependentOfACombinationBlocks() {
    LaneFuture<String> first = future();
    LaneFuture<String> second = future();
    complete(first);
    var unused = CompletableFuture.allOf(first).thenRun(() -> note("first"));
    complete(second);
    pool.remove(0).run(); // passes both on: the one that something depends on by another task
    assertTrue(CompletableFuture.allOf(second).isDone());
    assertEquals(List.of(), log);
    runAll();
    assertEquals(List.of("first elsewhere"), log);
  }

  @Test
  void tellsItsResultAsSoonAsItIsDone() {
    LaneFuture<String> future = future();
    assertThrows(IllegalStateException.class, future::resultNow);
    complete(future);
    assertEquals("v", future.resultNow());
    assertThrows(IllegalStateException.class, future::exceptionNow);
    LaneFuture<String> failing = future();
    loop.execute(() -> failing.completeExceptionally(new IllegalArgumentException("down")));
    assertEquals("down", failing.exceptionNow().getMessage());
    assertThrows(IllegalStateException.class, failing::resultNow);
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
  void tellsOfCancellationOnce() {
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
