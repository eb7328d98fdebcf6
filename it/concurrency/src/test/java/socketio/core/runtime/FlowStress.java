package socketio.core.runtime;

import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Flow control: a side that is held back is released, however the threads interleave. */
final class FlowStress {
  private static final int FIVE_MIB = 5 << 20;

  private FlowStress() {}

  /** Handlers are done with an event while another one fills what may wait for them. */
  @JCStressTest
  @Outcome(id = "reads on", expect = Expect.ACCEPTABLE, desc = "after all was handled")
  @State
  public static class HandledWhileTooMuchComes {
    private final HandTimedLoop loop = new HandTimedLoop();
    private final Intake intake = new Intake(loop);
    private final FlowingEngine engine = new FlowingEngine();

    public HandledWhileTooMuchComes() {
      loop.execute(
          () -> {
            intake.attach(engine);
            intake.received(FIVE_MIB);
          });
    }

    @Actor
    public void receive() {
      loop.execute(() -> intake.received(FIVE_MIB));
      intake.handled(FIVE_MIB);
    }

    @Actor
    public void handle() {
      intake.handled(FIVE_MIB);
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = engine.reads() ? "reads on" : "never reads again";
    }
  }

  /** A handler begins to wait for an acknowledgement, which is behind what fills the queue. */
  @JCStressTest
  @Outcome(id = "reads on", expect = Expect.ACCEPTABLE, desc = "as a handler waits")
  @State
  public static class WaitWhileTooMuchComes {
    private final HandTimedLoop loop = new HandTimedLoop();
    private final Intake intake = new Intake(loop);
    private final FlowingEngine engine = new FlowingEngine();

    public WaitWhileTooMuchComes() {
      loop.execute(
          () -> {
            intake.attach(engine);
            intake.received(FIVE_MIB);
          });
    }

    @Actor
    public void receive() {
      loop.execute(() -> intake.received(FIVE_MIB));
    }

    @Actor
    public void beginWait() {
      intake.beginWait();
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = engine.reads() ? "reads on" : "waits for ever";
    }
  }

  /** The network takes what an emitter has just been held back for. */
  @JCStressTest
  @Outcome(id = "let go", expect = Expect.ACCEPTABLE, desc = "by the drain, or not held at all")
  @State
  public static class DrainedWhileTooMuchIsSent {
    private static final long TWO_MIB = 2 << 20;

    private final HandTimedLoop loop = new HandTimedLoop();
    private final OutgoingGate gate = new OutgoingGate(loop);
    private final FlowingEngine engine = new FlowingEngine();
    private CompletableFuture<Void> seen = new CompletableFuture<>();

    @Actor
    public void send() {
      loop.execute(
          () -> {
            engine.queue(TWO_MIB);
            gate.sent(engine);
          });
      seen = gate.whenOpen();
    }

    /** The network reports a drain only when the queue becomes empty. */
    @Actor
    public void drain() {
      while (!engine.takeAll()) {
        Thread.onSpinWait();
      }
      loop.execute(() -> gate.drained(engine));
    }

    @Arbiter
    public void judge(L_Result result) {
      boolean open = seen.isDone() && gate.whenOpen().isDone();
      result.r1 = open ? "let go" : "held back for ever";
    }
  }
}
