package socketio.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.EmitOptions;
import socketio.NotConnectedException;

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

  /** An event of which nobody hears. */
  static Emission silent(Outgoing outgoing, EmitOptions options) {
    return new Emission(outgoing, options) {};
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

  /** It was not sent. */
  void failed(RuntimeException error) {}

  /** How long it may still wait to be sent; null for as long as others let it. */
  @Nullable Duration patience() {
    return null;
  }

  /** An event whose sender is told when it was sent. */
  static final class Told extends Emission {
    private final LaneFuture<Void> future;
    private final OutgoingGate gate;

    Told(Outgoing outgoing, EmitOptions options, LaneFuture<Void> future, OutgoingGate gate) {
      super(outgoing, options);
      this.future = future;
      this.gate = gate;
    }

    @Override
    boolean isDone() {
      return future.isDone();
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
      deadline = acks.now() + Saturated.nanos(timeout);
    }

    @Override
    boolean isDone() {
      return future.isDone();
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
    Duration patience() {
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
