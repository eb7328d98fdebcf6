package socketio.spi.support;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import socketio.spi.Frame;

/** A frame is delivered once and the next one requested once, whenever reading is switched. */
final class ReadGateStress {
  private static final Frame FRAME = new Frame.Text("frame");

  private ReadGateStress() {}

  /** A channel's use of its gate, as far as the frames go. */
  private static final class Reading {
    private final ReadGate gate = new ReadGate();
    private final AtomicInteger delivered = new AtomicInteger();
    private final AtomicInteger demands = new AtomicInteger();

    void frameComes() {
      switch (gate.pass(FRAME)) {
        case DELIVER -> deliver();
        case DROP -> skip();
        case HOLD -> {}
      }
    }

    private void deliver() {
      delivered.incrementAndGet();
      skip();
    }

    private void skip() {
      if (gate.mayContinue()) {
        demands.incrementAndGet();
      }
    }

    void resume(ReadGate.Resume next) {
      if (next instanceof ReadGate.Resume.Demand) {
        demands.incrementAndGet();
      } else if (next instanceof ReadGate.Resume.Deliver) {
        deliver();
      }
    }

    String verdict() {
      return delivered + " delivered, " + demands + " requested";
    }
  }

  /** Reading is switched off and on, twice. */
  @JCStressTest
  @Outcome(id = "1 delivered, 1 requested", expect = Expect.ACCEPTABLE, desc = "once each")
  @State
  public static class OffAndOn {
    private final Reading reading = new Reading();

    @Actor
    public void reader() {
      reading.frameComes();
    }

    @Actor
    public void loop() {
      reading.gate.shut();
      reading.resume(reading.gate.open());
      reading.gate.shut();
      reading.resume(reading.gate.open());
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = reading.verdict();
    }
  }

  /** The channel is closed while reading is off: what comes is dropped, and reading continues. */
  @JCStressTest
  @Outcome(id = "1 delivered, 1 requested", expect = Expect.ACCEPTABLE, desc = "before the end")
  @Outcome(id = "0 delivered, 1 requested", expect = Expect.ACCEPTABLE, desc = "dropped")
  @State
  public static class OffAndEnd {
    private final Reading reading = new Reading();

    @Actor
    public void reader() {
      reading.frameComes();
    }

    @Actor
    public void loop() {
      reading.gate.shut();
      reading.resume(reading.gate.discard());
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = reading.verdict();
    }
  }
}
