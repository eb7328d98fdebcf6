package socketio.okhttp;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A reader that waits is woken, whenever the gate is opened. One that is not makes these hang. */
final class ReadGateStress {
  private ReadGateStress() {}

  private static String pass(ReadGate gate) {
    try {
      return gate.pass() ? "delivered" : "dropped";
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Reading goes on when the reader comes to the gate. */
  @JCStressTest
  @Outcome(id = "delivered", expect = Expect.ACCEPTABLE, desc = "sooner or later")
  @State
  public static class OpenWhileReaderComes {
    private final ReadGate gate = new ReadGate();

    public OpenWhileReaderComes() {
      gate.setOpen(false);
    }

    @Actor
    public void reader(L_Result result) {
      result.r1 = pass(gate);
    }

    @Actor
    public void loop() {
      gate.setOpen(true);
      gate.setOpen(false);
      gate.setOpen(true);
    }
  }

  /** The channel ends when the reader comes to the gate, and reading is turned on too late. */
  @JCStressTest
  @Outcome(id = "dropped", expect = Expect.ACCEPTABLE, desc = "nobody wants it any more")
  @State
  public static class EndWhileReaderComes {
    private final ReadGate gate = new ReadGate();

    public EndWhileReaderComes() {
      gate.setOpen(false);
    }

    @Actor
    public void reader(L_Result result) {
      result.r1 = pass(gate);
    }

    @Actor
    public void loop() {
      gate.discard();
      gate.setOpen(true);
    }
  }
}
