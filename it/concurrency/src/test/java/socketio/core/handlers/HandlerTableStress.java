package socketio.core.handlers;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import socketio.Args;
import socketio.EventHandler;
import socketio.Subscription;
import socketio.core.runtime.ErrorSink;

/** Handlers are registered and removed by any thread, while events come. */
final class HandlerTableStress {
  private static final String EVENT = "event";

  private HandlerTableStress() {}

  /** Gives an event to the handlers there are, as the lane does. */
  private static void dispatch(HandlerTable table) {
    HandlerTable.Handlers handlers = table.forEvent(EVENT);
    if (handlers == null) {
      return;
    }
    for (EventHandler.Async handler : handlers.listeners()) {
      try {
        handler.handle(Args.of());
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }
  }

  /** The last handler of an event is removed when another one is registered. */
  @JCStressTest
  @Outcome(id = "0 1", expect = Expect.ACCEPTABLE, desc = "calls of the removed, of the other")
  @State
  public static class RegisterOrRemove {
    private final HandlerTable table = new HandlerTable();
    private final AtomicInteger removed = new AtomicInteger();
    private final AtomicInteger other = new AtomicInteger();
    private final Subscription subscription = table.on(EVENT, args -> removed.incrementAndGet());

    @Actor
    public void remove() {
      subscription.close();
      subscription.close();
    }

    @Actor
    public void register() {
      Subscription unused = table.on(EVENT, args -> other.incrementAndGet());
    }

    @Arbiter
    public void judge(L_Result result) {
      dispatch(table);
      result.r1 = removed + " " + other;
    }
  }

  /** Two threads register, each a second one after the first. */
  @JCStressTest
  @Outcome(id = "4 in order", expect = Expect.ACCEPTABLE, desc = "all were kept")
  @State
  public static class TwoRegister {
    private final HandlerTable table = new HandlerTable();
    private final int[] next = new int[2];
    private int calls;
    private boolean misplaced;

    @Actor
    public void first() {
      register(0);
    }

    @Actor
    public void second() {
      register(1);
    }

    private void register(int thread) {
      for (int i = 0; i < 2; i++) {
        int number = i;
        Subscription unused =
            table.on(
                EVENT,
                args -> {
                  calls++;
                  misplaced |= next[thread]++ != number;
                });
      }
    }

    @Arbiter
    public void judge(L_Result result) {
      dispatch(table);
      result.r1 = calls + (misplaced ? " out of order" : " in order");
    }
  }

  /** A handler is removed while an event comes: that one may still reach it, no later one does. */
  @JCStressTest
  @Outcome(id = "1 0", expect = Expect.ACCEPTABLE, desc = "the event came first")
  @Outcome(id = "0 0", expect = Expect.ACCEPTABLE, desc = "the event came too late")
  @State
  public static class DispatchOrRemove {
    private final HandlerTable table = new HandlerTable();
    private final AtomicInteger calls = new AtomicInteger();
    private final Subscription subscription = table.on(EVENT, args -> calls.incrementAndGet());

    @Actor
    public void dispatchOne() {
      dispatch(table);
    }

    @Actor
    public void remove() {
      subscription.close();
    }

    @Arbiter
    public void judge(L_Result result) {
      int meanwhile = calls.get();
      dispatch(table);
      int left = table.has(EVENT) ? 1 : 0;
      result.r1 = meanwhile + " " + (calls.get() - meanwhile + left);
    }
  }

  /** Two events at a time, where handlers are concurrent, and a handler for one. */
  @JCStressTest
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "called once")
  @State
  public static class OnceOfTwoEvents {
    private final HandlerTable table = new HandlerTable();
    private final AtomicInteger calls = new AtomicInteger();
    private final Subscription subscription = table.once(EVENT, args -> calls.incrementAndGet());

    @Actor
    public void first() {
      dispatch(table);
    }

    @Actor
    public void second() {
      dispatch(table);
    }

    @Arbiter
    public void judge(L_Result result) {
      subscription.close();
      result.r1 = table.has(EVENT) ? "still registered" : calls.toString();
    }
  }

  /** Two call handlers for one event, of which one can answer; the first is removed again. */
  @JCStressTest
  @Outcome(id = "one refused", expect = Expect.ACCEPTABLE, desc = "it came second")
  @Outcome(id = "none refused", expect = Expect.ACCEPTABLE, desc = "after the first was removed")
  @State
  public static class TwoAnswer {
    private final HandlerTable table = new HandlerTable();
    private final AtomicInteger refused = new AtomicInteger();

    @Actor
    public void first() {
      Subscription subscription = register();
      if (subscription != null) {
        subscription.close();
      }
    }

    @Actor
    public void second() {
      register();
    }

    private @Nullable Subscription register() {
      try {
        return table.onCall(EVENT, args -> "answer");
      } catch (IllegalStateException e) {
        refused.incrementAndGet();
        return null;
      }
    }

    @Arbiter
    public void judge(L_Result result) {
      HandlerTable.Handlers handlers = table.forEvent(EVENT);
      boolean answers = handlers != null && handlers.call() != null;
      result.r1 =
          switch (refused.get()) {
            case 0 -> answers ? "none refused" : "lost";
            case 1 -> "one refused";
            default -> "both refused";
          };
    }
  }

  /** Handlers that are not of an event: added and removed while they are called. */
  @JCStressTest
  @Outcome(id = "kept 1, late 1, removed 0", expect = Expect.ACCEPTABLE, desc = "as at the end")
  @State
  public static class OtherRegistrations {
    private final Registrations<AtomicInteger> registrations = new Registrations<>();
    private final ErrorSink errors = new ErrorSink(null);
    private final AtomicInteger kept = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();
    private final AtomicInteger removed = new AtomicInteger();
    private final Subscription subscription;

    public OtherRegistrations() {
      Subscription unused = registrations.add(kept);
      subscription = registrations.add(removed);
    }

    @Actor
    public void remove() {
      subscription.close();
      registrations.callAll(errors, AtomicInteger::incrementAndGet);
    }

    @Actor
    public void add() {
      Subscription unused = registrations.addFirst(late);
    }

    @Arbiter
    public void judge(L_Result result) {
      int gone = removed.get();
      kept.set(0);
      late.set(0);
      registrations.callAll(errors, AtomicInteger::incrementAndGet);
      result.r1 = "kept " + kept + ", late " + late + ", removed " + (removed.get() + gone);
    }
  }
}
