package socketio.spi.support;

import java.io.IOException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import socketio.it.concurrency.CallLog;
import socketio.it.concurrency.Mailbox;
import socketio.spi.Channel;
import socketio.spi.Frame;

/** A channel's listener is called by one thread at a time, and its last call comes once. */
final class SerialListenerStress {
  private static final Frame FRAME = new Frame.Text("frame");

  private SerialListenerStress() {}

  /** A drain is reported, on the pool, while frames come. */
  @JCStressTest
  @Outcome(id = "frame frame drain", expect = Expect.ACCEPTABLE, desc = "all, one at a time")
  @Outcome(id = "frame drain frame", expect = Expect.ACCEPTABLE, desc = "all, one at a time")
  @Outcome(id = "drain frame frame", expect = Expect.ACCEPTABLE, desc = "all, one at a time")
  @State
  public static class FramesAndDrain {
    private final Mailbox pool = new Mailbox();
    private final CallLog calls = new CallLog();
    private final SerialListener listener = new SerialListener(calls, pool, () -> {});

    @Actor
    public void reader() {
      listener.frame(FRAME, () -> {});
      listener.frame(FRAME, () -> {});
      pool.runAll();
    }

    @Actor
    public void writer() {
      listener.callLater(Channel.Listener::onDrain);
      pool.runAll();
    }

    @Arbiter
    public void judge(L_Result result) {
      pool.runAll();
      result.r1 = calls.toString();
    }
  }

  /** Two threads end it while a frame comes. */
  @JCStressTest
  @Outcome(id = "frame close", expect = Expect.ACCEPTABLE, desc = "one end, and the last call")
  @Outcome(id = "frame failure", expect = Expect.ACCEPTABLE, desc = "one end, and the last call")
  @Outcome(id = "failure", expect = Expect.ACCEPTABLE, desc = "the frame came too late")
  @State
  public static class TwoEnds {
    private final Mailbox pool = new Mailbox();
    private final CallLog calls = new CallLog();
    private final SerialListener listener = new SerialListener(calls, pool, () -> {});

    @Actor
    public void peer() {
      listener.frame(FRAME, () -> {});
      listener.end(last -> last.onClose(1000, ""));
      pool.runAll();
    }

    @Actor
    public void abort() {
      listener.endLater(last -> last.onFailure(new IOException("aborted"), null));
      pool.runAll();
    }

    @Arbiter
    public void judge(L_Result result) {
      pool.runAll();
      result.r1 = calls.toString();
    }
  }

  /** A drain is reported, and then the channel ends, while a frame comes. */
  @JCStressTest
  @Outcome(id = "frame close", expect = Expect.ACCEPTABLE, desc = "the drain came too late")
  @Outcome(id = "frame drain close", expect = Expect.ACCEPTABLE, desc = "one at a time")
  @Outcome(id = "drain frame close", expect = Expect.ACCEPTABLE, desc = "one at a time")
  @Outcome(id = "drain close", expect = Expect.ACCEPTABLE, desc = "the frame came too late")
  @Outcome(id = "close", expect = Expect.ACCEPTABLE, desc = "the others came too late")
  @State
  public static class FrameOrDrainOrEnd {
    private final Mailbox pool = new Mailbox();
    private final CallLog calls = new CallLog();
    private final SerialListener listener = new SerialListener(calls, pool, () -> {});

    @Actor
    public void reader() {
      listener.frame(FRAME, () -> {});
      pool.runAll();
    }

    @Actor
    public void other() {
      listener.call(Channel.Listener::onDrain);
      listener.end(last -> last.onClose(1000, ""));
      pool.runAll();
    }

    @Arbiter
    public void judge(L_Result result) {
      pool.runAll();
      result.r1 = calls.toString();
    }
  }
}
