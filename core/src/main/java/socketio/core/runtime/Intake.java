package socketio.core.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import socketio.spi.Engine;
import socketio.spi.Loop;

/**
 * Applies back-pressure to the server while handlers do not keep up: sums up the weight of events
 * received and not yet handled, and stops reading above a high-water mark until a low-water mark is
 * reached. While a handler waits for the acknowledgement of a call, which arrives behind those
 * events, reading continues up to a hard cap.
 */
public final class Intake {
  /** The minimum weight of an event: it takes memory besides its content. */
  private static final int MIN_WEIGHT = 1024;

  private static final long HIGH_WATER_MARK = 8 << 20;
  private static final long LOW_WATER_MARK = HIGH_WATER_MARK / 2;
  private static final long HARD_CAP_FACTOR = 16;

  private final Loop loop;
  private final AtomicInteger waitingHandlers = new AtomicInteger();

  /** The weight of all events ever received. Confined to the loop. */
  private long received;

  /** The weight of all events ever handled. */
  private final AtomicLong handled = new AtomicLong();

  /** The last value read of {@link #handled}: the loop reads it only when it matters. */
  private long handledSeen;

  /** The handled weight at which reading resumes; written before {@link #reading}. */
  private long resumeAt;

  /** Written in the loop; handlers read it to decide whether to notify the loop. */
  private volatile boolean reading = true;

  private @Nullable Engine engine;

  public Intake(Loop loop) {
    this.loop = loop;
  }

  /** Called when a connection is opened. */
  public void attach(Engine engine) {
    assert loop.inLoop();
    this.engine = engine;
    if (!reading) {
      engine.reading(false);
    }
  }

  /** Called when a connection has ended. */
  public void detach(Engine engine) {
    assert loop.inLoop();
    if (this.engine == engine) {
      this.engine = null;
    }
  }

  /** Called when an event is passed to the lane. */
  public void received(int size) {
    assert loop.inLoop();
    received += weight(size);
    if (reading && received - handledSeen > HIGH_WATER_MARK && unhandled() > limit()) {
      resumeAt = received - LOW_WATER_MARK;
      reading = false;
      if (engine != null) {
        engine.reading(false);
      }
      // Handlers that finished before this write have not seen it, and will not resume reading.
      resume();
    }
  }

  /** Called when the handlers have finished with an event. */
  public void handled(int size) {
    long now = handled.addAndGet(weight(size));
    if (!reading && now >= resumeAt) {
      loop.execute(this::resume);
    }
  }

  /** Called when a handler begins to wait for an acknowledgement or event. */
  public void beginWait() {
    if (waitingHandlers.incrementAndGet() == 1 && !reading) {
      loop.execute(this::resume);
    }
  }

  /** Called when such a wait has ended. */
  public void endWait() {
    waitingHandlers.decrementAndGet();
  }

  private void resume() {
    long mark = waitingHandlers.get() > 0 ? limit() : LOW_WATER_MARK;
    if (!reading && unhandled() <= mark) {
      reading = true;
      if (engine != null) {
        engine.reading(true);
      }
    }
  }

  private long limit() {
    return waitingHandlers.get() > 0 ? HIGH_WATER_MARK * HARD_CAP_FACTOR : HIGH_WATER_MARK;
  }

  private long unhandled() {
    handledSeen = handled.get();
    return received - handledSeen;
  }

  private static int weight(int size) {
    return Math.max(size, MIN_WEIGHT);
  }
}
