package socketio.spi.support;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import socketio.it.concurrency.CallLog;
import socketio.it.concurrency.Mailbox;
import socketio.spi.Frame;

/**
 * A reader that waits after each message until the next one is requested, as OkHttp's does,
 * continues whatever happens to the channel. One that does not makes these hang.
 */
final class BlockedReaderStress {
  private static final Frame FRAME = new Frame.Text("frame");

  private BlockedReaderStress() {}

  private static final class PushedChannel extends AbstractChannel {
    private final Mailbox pool;
    private final Semaphore wanted = new Semaphore(0);

    PushedChannel(Mailbox pool) {
      super(new CallLog(), pool);
      this.pool = pool;
    }

    String read() {
      received(FRAME);
      wanted.acquireUninterruptibly();
      return "continues";
    }

    @Override
    protected void requestNext() {
      wanted.release();
    }

    @Override
    protected void drop() {
      wanted.release();
    }

    /** A timer that has always expired. */
    @Override
    protected void schedule(Runnable task, long delay, TimeUnit unit) {
      pool.execute(task);
    }

    @Override
    public void send(List<Frame> frames) {}

    @Override
    public long queuedBytes() {
      return 0;
    }

    @Override
    protected void sendClose(int code, String reason) {}

    @Override
    protected void clearQueue() {}
  }

  /** Reading is switched off and on. */
  @JCStressTest
  @Outcome(id = "continues", expect = Expect.ACCEPTABLE, desc = "sooner or later")
  @State
  public static class OffAndOn {
    private final Mailbox pool = new Mailbox();
    private final PushedChannel channel = new PushedChannel(pool);

    @Actor
    public void reader(L_Result result) {
      result.r1 = channel.read();
    }

    @Actor
    public void loop() {
      channel.reading(false);
      channel.reading(true);
      pool.runAll();
    }
  }

  /** The channel is closed while reading is off. */
  @JCStressTest
  @Outcome(id = "continues", expect = Expect.ACCEPTABLE, desc = "sooner or later")
  @State
  public static class OffAndClose {
    private final Mailbox pool = new Mailbox();
    private final PushedChannel channel = new PushedChannel(pool);

    @Actor
    public void reader(L_Result result) {
      result.r1 = channel.read();
    }

    @Actor
    public void loop() {
      channel.reading(false);
      channel.close(1000, "");
      pool.runAll();
    }
  }

  /** The channel is aborted while another thread reports a drain. */
  @JCStressTest
  @Outcome(id = "continues", expect = Expect.ACCEPTABLE, desc = "sooner or later")
  @State
  public static class DrainAndAbort {
    private final Mailbox pool = new Mailbox();
    private final PushedChannel channel = new PushedChannel(pool);

    @Actor
    public void reader(L_Result result) {
      result.r1 = channel.read();
    }

    @Actor
    public void loop() {
      channel.drained();
      channel.abort();
      pool.runAll();
    }
  }
}
