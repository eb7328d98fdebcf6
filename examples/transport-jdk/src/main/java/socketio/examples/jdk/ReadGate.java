package socketio.examples.jdk;

import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;

/**
 * Decides when the JDK is asked for the next part of a message. As long as it is not asked it reads
 * nothing, and TCP holds the peer back. Thread-safe.
 */
final class ReadGate {
  private boolean wanted = true;
  private boolean discarding;

  /** The next part was not asked for when it could have been. */
  private boolean parked;

  private @Nullable Frame held;

  /** What is to be done with a message that has come. */
  enum Pass {
    DELIVER,
    /** It is kept here; the next part must not be asked for. */
    HOLD,
    DROP
  }

  /** What is to be done when messages are wanted again. */
  sealed interface Resume {
    /** Nothing: reading goes on anyway. */
    record Nothing() implements Resume {}

    /** The next part is to be asked for. */
    record Demand() implements Resume {}

    /** A message that was kept is to be delivered. */
    record Deliver(Frame frame) implements Resume {}
  }

  synchronized Pass pass(Frame frame) {
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
   * The last part was dealt with.
   *
   * @return whether the next one is to be asked for; otherwise {@link #open} will say so
   */
  synchronized boolean mayGoOn() {
    parked = !wanted && !discarding;
    return !parked;
  }

  synchronized void shut() {
    wanted = false;
  }

  synchronized Resume open() {
    wanted = true;
    return resume();
  }

  /** From here on everything passes, because it is thrown away. */
  synchronized Resume discard() {
    discarding = true;
    if (held != null) {
      held = null;
      parked = true;
    }
    return resume();
  }

  synchronized boolean isDiscarding() {
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
