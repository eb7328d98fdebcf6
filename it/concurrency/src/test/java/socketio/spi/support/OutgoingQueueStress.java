package socketio.spi.support;

import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import socketio.it.concurrency.Mailbox;
import socketio.it.concurrency.Sent;
import socketio.spi.Frame;

/** What is sent leaves once, in order, in one piece, and not after the end. */
final class OutgoingQueueStress {
  private static final int BATCH_FRAMES = 2;

  private OutgoingQueueStress() {}

  /** A queue whose network takes what it gets a little later, on either of the two threads. */
  private static final class Sending implements OutgoingQueue.Writer {
    private final Mailbox pool = new Mailbox();
    private final Sent sent = new Sent();
    private final OutgoingQueue queue = new OutgoingQueue(BATCH_FRAMES, pool, this);

    Sending open() {
      queue.opened();
      return this;
    }

    @Override
    public void write(List<Frame> frames) {
      frames.forEach(frame -> sent.add(((Frame.Text) frame).data()));
      pool.execute(queue::written);
    }

    @Override
    public void writeClose(int code, String reason) {
      sent.add("close");
      pool.execute(queue::written);
    }

    @Override
    public void drained() {}

    @Override
    public void failed(Throwable cause) {
      throw new AssertionError(cause);
    }

    /** What has left at the end, when nothing may count as queued any more. */
    String verdict() {
      pool.runAll();
      return queue.queuedBytes() == 0 ? sent.toString() : queue.queuedBytes() + " bytes are left";
    }
  }

  /** Two threads send. */
  @JCStressTest
  @Outcome(id = "a1 a2 b1 b2", expect = Expect.ACCEPTABLE, desc = "in one piece each")
  @Outcome(id = "b1 b2 a1 a2", expect = Expect.ACCEPTABLE, desc = "in one piece each")
  @State
  public static class TwoSend {
    private final Sending sending = new Sending().open();

    @Actor
    public void first() {
      sending.queue.send(Sent.batch("a", 1));
      sending.pool.runAll();
    }

    @Actor
    public void second() {
      sending.queue.send(Sent.batch("b", 1));
      sending.pool.runAll();
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = sending.verdict();
    }
  }

  /** One thread sends when the handshake has just succeeded. */
  @JCStressTest
  @Outcome(id = "a1 a2 a3 a4", expect = Expect.ACCEPTABLE, desc = "all of it")
  @State
  public static class SendWhileOpening {
    private final Sending sending = new Sending();

    @Actor
    public void send() {
      sending.queue.send(Sent.batch("a", 1));
      sending.queue.send(Sent.batch("a", 3));
      sending.pool.runAll();
    }

    @Actor
    public void open() {
      sending.open();
      sending.pool.runAll();
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = sending.verdict();
    }
  }

  /** One thread sends, the other closes twice. */
  @JCStressTest
  @Outcome(id = "a1 a2 a3 a4 close", expect = Expect.ACCEPTABLE, desc = "after all of it")
  @Outcome(id = "a1 a2 close", expect = Expect.ACCEPTABLE, desc = "between")
  @Outcome(id = "close", expect = Expect.ACCEPTABLE, desc = "before")
  @State
  public static class SendOrClose {
    private final Sending sending = new Sending().open();

    @Actor
    public void send() {
      sending.queue.send(Sent.batch("a", 1));
      sending.queue.send(Sent.batch("a", 3));
      sending.pool.runAll();
    }

    @Actor
    public void close() {
      sending.queue.close(1000, "");
      sending.queue.close(1001, "");
      sending.pool.runAll();
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = sending.verdict();
    }
  }

  /** One thread sends, the other ends the channel. */
  @JCStressTest
  @Outcome(id = "a1 a2 a3 a4", expect = Expect.ACCEPTABLE, desc = "all of it was under way")
  @Outcome(id = "a1 a2", expect = Expect.ACCEPTABLE, desc = "one batch was")
  @Outcome(id = "nothing", expect = Expect.ACCEPTABLE, desc = "nothing was")
  @State
  public static class SendOrEnd {
    private final Sending sending = new Sending().open();

    @Actor
    public void send() {
      sending.queue.send(Sent.batch("a", 1));
      sending.queue.send(Sent.batch("a", 3));
      sending.pool.runAll();
    }

    @Actor
    public void end() {
      sending.queue.end();
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = sending.verdict();
    }
  }
}
