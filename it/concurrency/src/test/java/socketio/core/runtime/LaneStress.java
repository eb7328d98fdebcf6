package socketio.core.runtime;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import socketio.it.concurrency.Mailbox;
import socketio.it.concurrency.Witness;

/** The lane: handlers run once, one at a time and in order, whatever one of them throws. */
final class LaneStress {
  private LaneStress() {}

  /** The pool is both threads, so that each may meet the other. */
  @JCStressTest
  @Outcome(id = "ok, one error", expect = Expect.ACCEPTABLE, desc = "every handler ran")
  @State
  public static class HandlersOfTwoThreads {
    private final Mailbox pool = new Mailbox();
    private final Witness witness = new Witness(2);
    private final Witness errors = new Witness(1);
    private final Lane lane = new Lane(pool, null, new ErrorSink(error -> errors.enter(0, 0)));
    private volatile boolean outOfLane;

    @Actor
    public void first() {
      handle(0, 0);
      lane.execute(
          () -> {
            throw new IllegalStateException("a handler's own");
          });
      handle(0, 1);
      pool.runAll();
    }

    @Actor
    public void second() {
      handle(1, 0);
      pool.runAll();
      handle(1, 1);
      pool.runAll();
    }

    private void handle(int submitter, int number) {
      lane.execute(
          () -> {
            outOfLane |= !lane.isRunning();
            witness.enter(submitter, number);
          });
    }

    @Arbiter
    public void judge(L_Result result) {
      pool.runAll();
      String reported = errors.verdict(1).equals("ok") ? "one error" : "another number of errors";
      result.r1 = outOfLane ? "isRunning() was wrong" : witness.verdict(4) + ", " + reported;
    }
  }
}
