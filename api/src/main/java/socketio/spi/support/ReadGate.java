package socketio.spi.support;

import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;

/**
 * Decides when the network library is asked for the next part of a message. While it is not asked
 * it reads nothing, and TCP holds the peer back. Thread-safe.
 */
final class ReadGate {
  /**
   * Whether messages simply pass, which needs no lock. If it changes at the same time, one more
   * message may pass.
   */
  private volatile boolean flowing = true;

  private boolean wanted = true;
  private volatile boolean discarding;

  /** The next part was not requested when it could have been. */
  private boolean parked;

  private @Nullable Frame held;

  /** What to do with a message that has arrived. */
  enum Pass {
    DELIVER,
    /** It is kept here; the next part must not be requested. */
    HOLD,
    DROP
  }

  /** What to do when messages are wanted again. */
  sealed interface Resume {
    /** Nothing: reading has not stopped. */
    record Nothing() implements Resume {}

    /** Request the next part. */
    record Demand() implements Resume {}

    /** Deliver a message that was kept. */
    record Deliver(Frame frame) implements Resume {}
  }

  Pass pass(Frame frame) {
    return flowing ? Pass.DELIVER : passUnlessShut(frame);
  }

  private synchronized Pass passUnlessShut(Frame frame) {
    if (discarding) {
      return Pass.DROP;
    }
    if (wanted) {
      return Pass.DELIVER;
    }
    held = frame;
    return Pass.HOLD;
  }

  /**
   * The last part has been processed.
   *
   * @return whether to request the next one now; if not, {@link #open} will say so
   */
  boolean mayContinue() {
    return flowing || continuesOrParks();
  }

  private synchronized boolean continuesOrParks() {
    parked = !wanted && !discarding;
    return !parked;
  }

  synchronized void shut() {
    wanted = false;
    flowing = false;
  }

  synchronized Resume open() {
    wanted = true;
    flowing = !discarding;
    return resume();
  }

  /** From here on everything is read and dropped. */
  synchronized Resume discard() {
    discarding = true;
    flowing = false;
    if (held != null) {
      held = null;
      parked = true;
    }
    return resume();
  }

  boolean isDiscarding() {
    return discarding;
  }

  private Resume resume() {
    Frame frame = held;
    boolean owed = parked;
    held = null;
    parked = false;
    if (frame != null) {
      return new Resume.Deliver(frame);
    }
    return owed ? new Resume.Demand() : new Resume.Nothing();
  }
}
