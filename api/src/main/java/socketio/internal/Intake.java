package socketio.internal;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import socketio.spi.Engine;
import socketio.spi.Loop;

/**
 * Holds the server back while handlers do not keep up: counts the events that were received and not
 * yet handled, and stops reading above a high-water mark until a low-water mark is reached. While a
 * call that a handler made waits for its acknowledgement, which is behind those events, reading
 * goes on up to a hard cap.
 */
final class Intake {
  private static final int HIGH_EVENTS = 8192;
  private static final long HIGH_BYTES = 8 << 20;
  private static final int HARD_FACTOR = 16;

  private final Loop loop;
  private final AtomicInteger events = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger waiting = new AtomicInteger();

  /** Written in the loop; read by the lane to see whether the loop need be told. */
  private volatile boolean reading = true;

  private @Nullable Engine engine;

  Intake(Loop loop) {
    this.loop = loop;
  }

  /** A new connection. */
  void attach(Engine engine) {
    assert loop.inLoop();
    this.engine = engine;
    if (!reading) {
      engine.reading(false);
    }
  }

  /** The end of a connection. */
  void detach(Engine engine) {
    assert loop.inLoop();
    if (this.engine == engine) {
      this.engine = null;
    }
  }

  /** An event goes to the lane. */
  void received(int size) {
    assert loop.inLoop();
    events.incrementAndGet();
    bytes.addAndGet(size);
    if (reading && above(waiting.get() > 0 ? HARD_FACTOR : 1)) {
      reading = false;
      if (engine != null) {
        engine.reading(false);
      }
      // Handlers that were faster than this write have not seen it, and will not ask to go on.
      resume();
    }
  }

  /** Handlers are done with an event. */
  void handled(int size) {
    events.decrementAndGet();
    bytes.addAndGet(-size);
    if (!reading && below()) {
      loop.execute(this::resume);
    }
  }

  /** A handler makes a call. */
  void beginWait() {
    if (waiting.incrementAndGet() == 1 && !reading) {
      loop.execute(this::resume);
    }
  }

  /** A call of a handler has ended. */
  void endWait() {
    waiting.decrementAndGet();
  }

  private void resume() {
    boolean wanted = waiting.get() > 0 ? !above(HARD_FACTOR) : below();
    if (!reading && wanted) {
      reading = true;
      if (engine != null) {
        engine.reading(true);
      }
    }
  }

  private boolean above(int factor) {
    return events.get() > (long) HIGH_EVENTS * factor || bytes.get() > HIGH_BYTES * factor;
  }

  private boolean below() {
    return events.get() <= HIGH_EVENTS / 2 && bytes.get() <= HIGH_BYTES / 2;
  }
}
