package socketio.okhttp;

import okhttp3.Request;
import okhttp3.WebSocket;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import socketio.it.concurrency.Sent;

/** What is sent leaves once, in order, in one piece, and not after the end. */
final class OutgoingQueueStress {
  private OutgoingQueueStress() {}

  private static OutgoingQueue queue(Sent sent) {
    var queue = new OutgoingQueue(new Timers(), () -> {});
    queue.attach(new RecordingSocket(sent));
    queue.opened();
    return queue;
  }

  /** Two threads send. */
  @JCStressTest
  @Outcome(id = "a1 a2 b1 b2", expect = Expect.ACCEPTABLE, desc = "in one piece each")
  @Outcome(id = "b1 b2 a1 a2", expect = Expect.ACCEPTABLE, desc = "in one piece each")
  @State
  public static class TwoSend {
    private final Sent sent = new Sent();
    private final OutgoingQueue queue = queue(sent);

    @Actor
    public void first() {
      queue.send(Sent.batch("a", 1));
    }

    @Actor
    public void second() {
      queue.send(Sent.batch("b", 1));
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = sent.toString();
    }
  }

  /** One thread sends, the other closes twice. */
  @JCStressTest
  @Outcome(id = "a1 a2 a3 a4 close", expect = Expect.ACCEPTABLE, desc = "after all of it")
  @Outcome(id = "a1 a2 close", expect = Expect.ACCEPTABLE, desc = "between")
  @Outcome(id = "close", expect = Expect.ACCEPTABLE, desc = "before")
  @State
  public static class SendOrClose {
    private final Sent sent = new Sent();
    private final OutgoingQueue queue = queue(sent);

    @Actor
    public void send() {
      queue.send(Sent.batch("a", 1));
      queue.send(Sent.batch("a", 3));
    }

    @Actor
    public void close() {
      queue.close(1000, "");
      queue.close(1001, "");
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = sent.toString();
    }
  }

  /** What OkHttp has been given; as it does, it takes everything at once. */
  private static final class RecordingSocket implements WebSocket {
    private final Sent sent;

    RecordingSocket(Sent sent) {
      this.sent = sent;
    }

    @Override
    public boolean send(String text) {
      sent.add(text);
      return true;
    }

    @Override
    public boolean send(ByteString bytes) {
      sent.add(bytes.hex());
      return true;
    }

    @Override
    public boolean close(int code, @Nullable String reason) {
      sent.add("close");
      return true;
    }

    @Override
    public void cancel() {}

    @Override
    public long queueSize() {
      return 0;
    }

    @Override
    public Request request() {
      throw new UnsupportedOperationException();
    }
  }
}
