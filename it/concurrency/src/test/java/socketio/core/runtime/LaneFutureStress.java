package socketio.core.runtime;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import socketio.it.concurrency.Mailbox;

/** A future is settled once, whatever depends on it runs once, and never in the loop. */
final class LaneFutureStress {
  private LaneFutureStress() {}

  /** The loop completes what the application cancels. */
  @JCStressTest
  @Outcome(id = "completed", expect = Expect.ACCEPTABLE, desc = "in time")
  @Outcome(id = "cancelled", expect = Expect.ACCEPTABLE, desc = "too late")
  @State
  public static class CompleteOrCancel {
    private final Mailbox pool = new Mailbox();
    private final LaneFuture<String> future =
        new LaneFuture<String>(new Lane(pool, null, new ErrorSink(null))).share();
    private final AtomicInteger cancellations = new AtomicInteger();
    private final CompletableFuture<Void> all = CompletableFuture.allOf(future);
    private volatile boolean completed;
    private volatile boolean cancelled;

    public CompleteOrCancel() {
      future.onCancel(cancellations::incrementAndGet);
    }

    @Actor
    public void complete() {
      completed = future.complete("value");
    }

    @Actor
    public void cancel() {
      cancelled = future.cancel(false);
    }

    @Arbiter
    public void judge(L_Result result) {
      pool.runAll();
      boolean agreed =
          completed != cancelled
              && cancelled == future.isCancelled()
              && cancelled == all.isCompletedExceptionally()
              && cancellations.get() == (cancelled ? 1 : 0)
              && all.isDone();
      result.r1 = !agreed ? "both, or neither" : cancelled ? "cancelled" : "completed";
    }
  }

  /** Something that depends on it is added at the moment it is settled. */
  @JCStressTest
  @Outcome(id = "on the lane", expect = Expect.ACCEPTABLE, desc = "once")
  @State
  public static class DependentAddedMeanwhile {
    private final HandTimedLoop loop = new HandTimedLoop();
    private final Mailbox pool = new Mailbox();
    private final Lane lane = new Lane(pool, null, new ErrorSink(null));
    private final LaneFuture<String> future = new LaneFuture<String>(lane).share();
    private final Queue<String> ran = new ConcurrentLinkedQueue<>();

    @Actor
    public void complete() {
      loop.execute(() -> future.complete("value"));
    }

    @Actor
    public void add() {
      var unused = future.thenRun(() -> ran.add(lane.isRunning() ? "on the lane" : "elsewhere"));
    }

    @Arbiter
    public void judge(L_Result result) {
      pool.runAll();
      result.r1 = String.join(", ", ran);
    }
  }

  /** It is combined with others at the moment it is settled. */
  @JCStressTest
  @Outcome(id = "outside of the loop", expect = Expect.ACCEPTABLE, desc = "once")
  @State
  public static class CombinedMeanwhile {
    private final HandTimedLoop loop = new HandTimedLoop();
    private final Mailbox pool = new Mailbox();
    private final LaneFuture<String> future =
        new LaneFuture<String>(new Lane(pool, null, new ErrorSink(null))).share();
    private final Queue<String> ran = new ConcurrentLinkedQueue<>();

    @Actor
    public void complete() {
      loop.execute(() -> future.complete("value"));
    }

    @Actor
    public void combine() {
      var unused =
          CompletableFuture.allOf(future)
              .thenRun(() -> ran.add(loop.inLoop() ? "in the loop" : "outside of the loop"));
    }

    @Arbiter
    public void judge(L_Result result) {
      pool.runAll();
      result.r1 = String.join(", ", ran);
    }
  }
}
