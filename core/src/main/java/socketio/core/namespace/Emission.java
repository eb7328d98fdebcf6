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

/** An outgoing event and the callbacks that report its outcome. Confined to the loop. */
abstract class Emission {
  Outgoing outgoing;
  final EmitOptions options;

  Emission(Outgoing outgoing, EmitOptions options) {
    this.outgoing = outgoing;
    this.options = options;
  }

  /** Whether the outcome is settled already, such as by cancellation. */
  boolean isDone() {
    return false;
  }

  /** It was given to the connection; its content is released, even if a call still waits. */
  void sent() {
    outgoing = outgoing.withoutContent();
  }

  /** It was not sent, and this is no error. */
  void dropped() {}

  /** The server acknowledged it, after one or more attempts. */
  void acknowledged(Args args) {}

  /** It was not sent, or not acknowledged. */
  abstract void failed(RuntimeException error);

  /** It is not sent because the application disconnected, closed or cleared the buffer. */
  void abandoned(RuntimeException error) {
    failed(error);
  }

  /** How long it may still wait to be sent; null if only the policy limits it. */
  @Nullable Duration remainingTime() {
    return null;
  }

  /** An event of a blocking caller: immediate failures are thrown, later ones go to onError. */
  static final class Blocking extends Emission {
    private static final long MAX_WAIT_MILLIS = 100;

    private final LostEvents lost;

    /** The failure to throw, or empty; complete once nothing more can be thrown. */
    private final CompletableFuture<Optional<RuntimeException>> outcome = new CompletableFuture<>();

    Blocking(Outgoing outgoing, EmitOptions options, LostEvents lost) {
      super(outgoing, options);
      this.lost = lost;
    }

    /** It was sent, kept or dropped: later failures are reported to onError. */
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
     * Throws the failure known so far. Called on the caller's thread, which has usually run the
     * loop itself, so that the outcome is known.
     *
     * @param wait whether to wait for the loop if another thread runs it. This takes microseconds,
     *     because nothing in the loop blocks; the limit is for a loop that nobody runs, as in a
     *     test
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
        // A failure will be reported to onError.
      } catch (ExecutionException e) {
        throw new AssertionError(e); // never completed exceptionally
      }
    }
  }

  /** An event whose future completes when it was sent. */
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

  /** An event whose future completes with its acknowledgement. */
  static final class Call extends Emission {
    private final LaneFuture<Args> future;
    private final PendingAcks acks;
    private final Duration timeout;
    private final long deadline;

    /** A call whose timeout starts now. */
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
                  "event '%s' was dropped: no acknowledgement will arrive; %s",
                  outgoing.event(),
                  options.isVolatile()
                      ? "use options that are not volatile"
                      : "connect first, or use OfflinePolicy.buffer(…)")));
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
