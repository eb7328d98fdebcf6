package socketio.core.namespace;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A call ends once, in one of the ways that are at hand, and nothing is remembered of it. */
final class PendingAcksStress {
  private PendingAcksStress() {}

  /** The acknowledgement comes when time is up. */
  @JCStressTest
  @Outcome(id = "answered", expect = Expect.ACCEPTABLE, desc = "in time")
  @Outcome(id = "timed out", expect = Expect.ACCEPTABLE, desc = "too late")
  @State
  public static class AnswerOrTimeout {
    private final PendingCall call = new PendingCall().send();

    @Actor
    public void answer() {
      call.answer();
    }

    @Actor
    public void timeOut() {
      call.timeOut();
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = call.outcome();
    }
  }

  /** The acknowledgement comes when the application cancels. */
  @JCStressTest
  @Outcome(id = "answered", expect = Expect.ACCEPTABLE, desc = "in time")
  @Outcome(id = "cancelled", expect = Expect.ACCEPTABLE, desc = "too late")
  @State
  public static class AnswerOrCancel {
    private final PendingCall call = new PendingCall().send();

    @Actor
    public void answer() {
      call.answer();
    }

    @Actor
    public void cancel() {
      call.cancel();
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = call.outcome();
    }
  }

  /** The acknowledgement comes when the application disconnects. */
  @JCStressTest
  @Outcome(id = "answered", expect = Expect.ACCEPTABLE, desc = "in time")
  @Outcome(id = "disconnected", expect = Expect.ACCEPTABLE, desc = "too late")
  @State
  public static class AnswerOrDisconnect {
    private final PendingCall call = new PendingCall().send();

    @Actor
    public void answer() {
      call.answer();
    }

    @Actor
    public void disconnect() {
      call.disconnect();
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = call.outcome();
    }
  }

  /** All ends but the answer, from two threads. */
  @JCStressTest
  @Outcome(id = "timed out", expect = Expect.ACCEPTABLE, desc = "first")
  @Outcome(id = "cancelled", expect = Expect.ACCEPTABLE, desc = "first")
  @Outcome(id = "disconnected", expect = Expect.ACCEPTABLE, desc = "first")
  @State
  public static class TimeoutOrDisconnectOrCancel {
    private final PendingCall call = new PendingCall().send();

    @Actor
    public void timeOutAndDisconnect() {
      call.timeOut();
      call.disconnect();
    }

    @Actor
    public void disconnectAndCancel() {
      call.disconnect();
      call.cancel();
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = call.outcome();
    }
  }

  /** The application cancels a call that is just being sent. */
  @JCStressTest
  @Outcome(id = "cancelled", expect = Expect.ACCEPTABLE, desc = "sent or not")
  @State
  public static class CancelWhileSending {
    private final PendingCall call = new PendingCall();

    @Actor
    public void send() {
      call.send();
    }

    @Actor
    public void cancel() {
      call.cancel();
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = call.outcome();
    }
  }
}
