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

/**
 * The loop: every task runs once, no two at a time, those of one thread in order, and each sees
 * what those before have written.
 */
final class SerialExecutorStress {
  private SerialExecutorStress() {}

  /** Two threads with a few tasks each, which mostly find the loop idle. */
  @JCStressTest
  @Outcome(id = "ok", expect = Expect.ACCEPTABLE, desc = "every task ran")
  @State
  public static class CallersRun {
    private final Mailbox pool = new Mailbox();
    private final SerialExecutor serial = new SerialExecutor(pool, true);
    private final Witness witness = new Witness(4);
    private final RunningMarks marks = new RunningMarks(serial);

    @Actor
    public void first() {
      submit(0);
    }

    @Actor
    public void second() {
      submit(1);
    }

    /**
     * Submits two tasks in a row, the first of which adds another one: it runs before or after the
     * second, since the first may still be waiting when the second is submitted.
     */
    private void submit(int submitter) {
      serial.execute(
          () -> {
            enter(submitter, 0);
            serial.execute(() -> enter(2 + submitter, 0));
          });
      marks.outside();
      serial.execute(() -> enter(submitter, 1));
      marks.outside();
    }

    private void enter(int submitter, int number) {
      marks.inTask();
      witness.enter(submitter, number);
    }

    @Arbiter
    public void judge(L_Result result) {
      result.r1 = marks.verdict(witness.verdict(6));
    }
  }

  /** One thread submits more than it may run itself, while the other submits, too. */
  @JCStressTest
  @Outcome(id = "ok", expect = Expect.ACCEPTABLE, desc = "every task ran")
  @State
  public static class HandOver {
    private static final int BURST = SerialExecutor.GUEST_BUDGET + 2;

    private final Mailbox pool = new Mailbox();
    private final SerialExecutor serial = new SerialExecutor(pool, true);
    private final Witness witness = new Witness(3);

    @Actor
    public void burst() {
      serial.execute(
          () -> {
            witness.enter(0, 0);
            for (int i = 0; i < BURST; i++) {
              int number = i;
              serial.execute(() -> witness.enter(2, number));
            }
          });
      serial.execute(() -> witness.enter(0, 1));
      pool.runAll();
    }

    @Actor
    public void comesBy() {
      serial.execute(() -> witness.enter(1, 0));
      pool.runAll();
      serial.execute(() -> witness.enter(1, 1));
      pool.runAll();
    }

    @Arbiter
    public void judge(L_Result result) {
      pool.runAll();
      result.r1 = witness.verdict(BURST + 4);
    }
  }

  /** As the lane does: all tasks run on the pool, which here is both threads. */
  @JCStressTest
  @Outcome(id = "ok", expect = Expect.ACCEPTABLE, desc = "every task ran")
  @State
  public static class OnThePool {
    private final Mailbox pool = new Mailbox();
    private final SerialExecutor serial = new SerialExecutor(pool, false);
    private final Witness witness = new Witness(2);

    @Actor
    public void first() {
      submit(0);
    }

    @Actor
    public void second() {
      submit(1);
    }

    private void submit(int submitter) {
      for (int i = 0; i < 2; i++) {
        int number = i;
        serial.execute(() -> witness.enter(submitter, number));
        pool.runAll();
      }
    }

    @Arbiter
    public void judge(L_Result result) {
      pool.runAll();
      result.r1 = witness.verdict(4);
    }
  }

  /** Whether {@code isRunning} is right for every thread. */
  private static final class RunningMarks {
    private final SerialExecutor serial;
    private volatile boolean wrong;

    RunningMarks(SerialExecutor serial) {
      this.serial = serial;
    }

    void inTask() {
      if (!serial.isRunning()) {
        wrong = true;
      }
    }

    void outside() {
      if (serial.isRunning()) {
        wrong = true;
      }
    }

    String verdict(String otherwise) {
      return wrong ? "isRunning() was wrong" : otherwise;
    }
  }
}
