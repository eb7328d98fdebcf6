package socketio.core.namespace;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.core.runtime.ErrorSink;
import socketio.core.runtime.HandTimedLoop;
import socketio.core.runtime.Lane;
import socketio.core.runtime.LaneFuture;
import socketio.core.runtime.Observation;
import socketio.it.concurrency.Mailbox;

/** A call that waits for its acknowledgement, with all that may become of it. Any thread. */
final class PendingCall {
  private static final long ID = 1;
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final HandTimedLoop loop = new HandTimedLoop();
  private final Mailbox pool = new Mailbox();
  private final Lane lane = new Lane(pool, null, new ErrorSink(null));
  private final PendingAcks acks = new PendingAcks(loop, "/", new Observation() {});
  private final LaneFuture<Args> future = new LaneFuture<Args>(lane).share();
  private final AtomicInteger settled = new AtomicInteger();
  private final AtomicInteger dependents = new AtomicInteger();
  private volatile boolean cancelled;

  PendingCall() {
    future.onCancel(() -> loop.execute(() -> acks.cancel(ID)));
    future.whenSettled(settled::incrementAndGet);
    var unused = future.whenComplete((answer, error) -> dependents.incrementAndGet());
  }

  /** As {@link Sender} does. */
  PendingCall send() {
    loop.execute(
        () -> {
          if (!future.isDone()) {
            acks.add(ID, "event", TIMEOUT, future);
          }
        });
    return this;
  }

  void answer() {
    loop.execute(() -> acks.complete(ID, Args.of()));
  }

  void timeOut() {
    loop.elapse(TIMEOUT);
  }

  void cancel() {
    cancelled = future.cancel(false);
  }

  void disconnect() {
    loop.execute(
        () ->
            acks.failAll(
                new DisconnectedException("gone", DisconnectReason.TRANSPORT_ERROR, null)));
  }

  /** What has become of it, or what is wrong. */
  String outcome() {
    pool.runAll();
    var left = new AtomicInteger(-1);
    loop.execute(() -> left.set(acks.size()));
    if (left.get() != 0) {
      return left + " calls are still remembered";
    }
    if (settled.get() != 1 || dependents.get() != 1) {
      return "settled " + settled + " times, notified " + dependents + " times";
    }
    String ending = ending();
    return cancelled == ending.equals("cancelled") ? ending : ending + ", notified otherwise";
  }

  private String ending() {
    try {
      return future.isDone() && future.join().size() == 0 ? "answered" : "pending";
    } catch (CancellationException e) {
      return "cancelled";
    } catch (CompletionException e) {
      return e.getCause() instanceof AckTimeoutException
          ? "timed out"
          : e.getCause() instanceof DisconnectedException ? "disconnected" : e.toString();
    }
  }
}
