package socketio.core.namespace;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.EmitOptions;
import socketio.NotConnectedException;
import socketio.core.runtime.LaneFuture;
import socketio.core.runtime.LostEvents;
import socketio.core.runtime.OutgoingGate;
import socketio.internal.Durations;

/**
 * An event that somebody emits, and how that somebody hears what became of it. Confined to the
 * loop.
 */
abstract class Emission {
  Outgoing outgoing;
  final EmitOptions options;

  Emission(Outgoing outgoing, EmitOptions options) {
    this.outgoing = outgoing;
    this.options = options;
  }

  /** Whether nobody waits any more: it was cancelled. */
  boolean isDone() {
    return false;
  }

  /** The connection has taken it; whoever still waits need not hold what it carried. */
  void sent() {
    outgoing = outgoing.withoutContent();
  }

  /** It was not sent, and that is no error. */
  void dropped() {}

  /** It was sent until the server has acknowledged it. */
  void acknowledged(Args args) {}

  /** It was not sent, or not acknowledged. */
  abstract void failed(RuntimeException error);

  /** It is not sent because the application itself has ended what it would have waited for. */
  void abandoned(RuntimeException error) {
    failed(error);
  }

  /** How long it may still wait to be sent; null for as long as others let it. */
  @Nullable Duration remainingTime() {
    return null;
  }

  /** An event whose sender is told at once what is known at once; later, onError is. */
  static final class Blocking extends Emission {
    private static final long MAX_WAIT_MILLIS = 100;

    private final LostEvents lost;

    /** What the sender is told; done, too, when it has gone on and can be told nothing more. */
    private final CompletableFuture<Optional<RuntimeException>> outcome = new CompletableFuture<>();

    Blocking(Outgoing outgoing, EmitOptions options, LostEvents lost) {
      super(outgoing, options);
      this.lost = lost;
    }

    /** It was sent, or is kept, or may be dropped. */
    void accepted() {
      outcome.complete(Optional.empty());
    }

    @Override
    void failed(RuntimeException error) {
      if (!outcome.complete(Optional.of(error))) {
        lost.report(error);
      }
    }

    @Override
    void abandoned(RuntimeException error) {}

    /**
     * Throws what is known to have failed; for the sender's thread, which has usually run the loop
     * itself, so that all is known.
     *
     * @param wait whether to wait for the loop where another thread runs it. That is a matter of
     *     microseconds, because nothing in it blocks; there is a limit nevertheless, for a loop
     *     that nobody runs, as in a test
     */
    void throwIfFailed(boolean wait) {
      if (wait) {
        awaitOutcome();
      }
      accepted();
      Optional<RuntimeException> failure = outcome.join();
      if (failure.isPresent()) {
        throw failure.get();
      }
    }

    private void awaitOutcome() {
      try {
        var unused = outcome.get(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (TimeoutException e) {
        // Whatever becomes of it, onError will be told.
      } catch (ExecutionException e) {
        throw new AssertionError(e); // only ever completed normally
      }
    }
  }

  /** An event whose sender is told when it was sent. */
  static final class Async extends Emission {
    private final LaneFuture<Void> future;
    private final OutgoingGate gate;

    Async(Outgoing outgoing, EmitOptions options, LaneFuture<Void> future, OutgoingGate gate) {
      super(outgoing, options);
      this.future = future;
      this.gate = gate;
    }

    @Override
    boolean isDone() {
      return future.isSettled();
    }

    @Override
    void sent() {
      super.sent();
      var unused = gate.whenOpen().thenRun(() -> future.finish());
    }

    @Override
    void dropped() {
      future.finish();
    }

    @Override
    void acknowledged(Args args) {
      future.finish();
    }

    @Override
    void failed(RuntimeException error) {
      future.completeExceptionally(error);
    }
  }

  /** An event that is to be acknowledged. */
  static final class Call extends Emission {
    private final LaneFuture<Args> future;
    private final PendingAcks acks;
    private final Duration timeout;
    private final long deadline;

    /** A call that is made now. */
    Call(
        Outgoing outgoing,
        EmitOptions options,
        Duration timeout,
        LaneFuture<Args> future,
        PendingAcks acks) {
      super(outgoing, options);
      this.future = future;
      this.acks = acks;
      this.timeout = timeout;
      deadline = acks.now() + Durations.toNanosSaturated(timeout);
    }

    @Override
    boolean isDone() {
      return future.isSettled();
    }

    @Override
    void sent() {
      super.sent();
      acks.add(outgoing.id(), outgoing.event(), timeout, deadline, future);
    }

    @Override
    void dropped() {
      failed(
          new NotConnectedException(
              String.format(
                  "event '%s' was dropped: nobody will acknowledge it", outgoing.event())));
    }

    @Override
    void acknowledged(Args args) {
      future.complete(args);
    }

    @Override
    void failed(RuntimeException error) {
      future.completeExceptionally(error);
    }

    @Override
    Duration remainingTime() {
      return Duration.ofNanos(Math.max(0, deadline - acks.now()));
    }

    AckTimeoutException timedOut() {
      return new AckTimeoutException(
          String.format(
              "event '%s' was not sent within %s: there was no connection",
              outgoing.event(), timeout));
    }
  }
}
