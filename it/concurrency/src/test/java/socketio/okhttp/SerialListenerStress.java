package socketio.okhttp;

import java.io.IOException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import socketio.it.concurrency.Told;
import socketio.spi.Frame;

/** A channel's listener is called by one thread at a time, and its last call comes once. */
final class SerialListenerStress {
  private static final Frame FRAME = new Frame.Text("frame");

  private SerialListenerStress() {}

  /** The reader has a frame when the channel ends, and a drain is reported. */
  @JCStressTest
  @Outcome(id = "frame close", expect = Expect.ACCEPTABLE, desc = "one at a time")
  @Outcome(id = "frame drain close", expect = Expect.ACCEPTABLE, desc = "one at a time")
  @Outcome(id = "drain frame close", expect = Expect.ACCEPTABLE, desc = "one at a time")
  @Outcome(id = "drain close", expect = Expect.ACCEPTABLE, desc = "the frame came too late")
  @Outcome(id = "close", expect = Expect.ACCEPTABLE, desc = "the others came too late")
  @State
  public static class FrameOrDrainOrEnd {
    private final Told told = new Told();
    private final SerialListener listener = new SerialListener(told, () -> {});

    @Actor
    public void reader() {
      listener.tell(to -> to.onFrame(FRAME));
    }

    @Actor
    public void other() {
      listener.drained();
      listener.end(last -> last.onClose(1000, ""));
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = told.toString();
    }
  }

  /** The reader has two frames when a drain is reported: nothing is lost. */
  @JCStressTest
  @Outcome(id = "frame frame drain", expect = Expect.ACCEPTABLE, desc = "all, one at a time")
  @Outcome(id = "frame drain frame", expect = Expect.ACCEPTABLE, desc = "all, one at a time")
  @Outcome(id = "drain frame frame", expect = Expect.ACCEPTABLE, desc = "all, one at a time")
  @State
  public static class FramesAndDrain {
    private final Told told = new Told();
    private final SerialListener listener = new SerialListener(told, () -> {});

    @Actor
    public void reader() {
      listener.tell(to -> to.onFrame(FRAME));
      listener.tell(to -> to.onFrame(FRAME));
    }

    @Actor
    public void writer() {
      listener.drained();
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = told.toString();
    }
  }

  /** Two threads end it, one of them as {@link WebSocketChannel#fail} does. */
  @JCStressTest
  @Outcome(id = "close", expect = Expect.ACCEPTABLE, desc = "one end")
  @Outcome(id = "failure", expect = Expect.ACCEPTABLE, desc = "the other")
  @State
  public static class TwoEnds {
    private final Told told = new Told();
    private final SerialListener listener = new SerialListener(told, () -> {});

    @Actor
    public void peer() {
      listener.end(last -> last.onClose(1000, ""));
    }

    @Actor
    public void abort() {
      listener.settle(last -> last.onFailure(new IOException("aborted"), null));
      listener.tellPending();
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = told.toString();
    }
  }
}
