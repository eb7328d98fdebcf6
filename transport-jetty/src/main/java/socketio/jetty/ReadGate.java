package socketio.jetty;

import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;

/**
 * Decides when Jetty is asked for the next WebSocket frame. As long as it is not asked it reads
 * nothing, and TCP holds the peer back. Thread-safe.
 */
final class ReadGate {
  /**
   * Whether frames just pass, so that nobody need look closer. Where it changes meanwhile, one
   * frame more may pass.
   */
  private volatile boolean flowing = true;

  private boolean wanted = true;
  private volatile boolean discarding;

  /** The next frame was not asked for when it could have been. */
  private boolean parked;

  private @Nullable Frame held;

  /** What is to be done with a message that has come. */
  enum Pass {
    DELIVER,
    /** It is kept here; the next frame must not be asked for. */
    HOLD,
    DROP
  }

  /** What is to be done when messages are wanted again. */
  sealed interface Resume {
    /** Nothing: reading goes on anyway. */
    record Nothing() implements Resume {}

    /** The next frame is to be asked for. */
    record Demand() implements Resume {}

    /** A message that was kept is to be delivered. */
    record Deliver(Frame frame) implements Resume {}
  }

  Pass pass(Frame frame) {
    return flowing ? Pass.DELIVER : look(frame);
  }

  private synchronized Pass look(Frame frame) {
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
   * The last frame was dealt with.
   *
   * @return whether the next one is to be asked for; otherwise {@link #open} will say so
   */
  boolean mayGoOn() {
    return flowing || lookWhetherToGoOn();
  }

  private synchronized boolean lookWhetherToGoOn() {
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

  /** From here on everything passes, because it is thrown away. */
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
