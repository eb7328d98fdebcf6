package socketio.core.runtime;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import socketio.spi.Engine;
import socketio.spi.Loop;

/**
 * Holds the server back while handlers do not keep up: weighs the events that were received and not
 * yet handled, and stops reading above a high-water mark until a low-water mark is reached. While a
 * call that a handler made waits for its acknowledgement, which is behind those events, reading
 * goes on up to a hard cap.
 */
public final class Intake {
  /** What an event weighs at least: it takes memory besides its content. */
  private static final int MIN_WEIGHT = 1024;

  private static final long HIGH = 8 << 20;
  private static final long HARD_FACTOR = 16;

  private final Loop loop;
  private final AtomicInteger waiting = new AtomicInteger();

  /** The weight of all that was ever received. Confined to the loop. */
  private long received;

  /** The weight of all that was ever handled. */
  private final AtomicLong handled = new AtomicLong();

  /** As it was seen last: the loop looks at what handlers write only when it matters. */
  private long handledSeen;

  /** What must have been handled for reading to go on; written before {@link #reading}. */
  private long resumeAt;

  /** Written in the loop; read by the lane to see whether the loop need be told. */
  private volatile boolean reading = true;

  private @Nullable Engine engine;

  public Intake(Loop loop) {
    this.loop = loop;
  }

  /** A new connection. */
  public void attach(Engine engine) {
    assert loop.inLoop();
    this.engine = engine;
    if (!reading) {
      engine.reading(false);
    }
  }

  /** The end of a connection. */
  public void detach(Engine engine) {
    assert loop.inLoop();
    if (this.engine == engine) {
      this.engine = null;
    }
  }

  /** An event goes to the lane. */
  public void received(int size) {
    assert loop.inLoop();
    received += weight(size);
    if (reading && received - handledSeen > HIGH && unhandled() > high()) {
      resumeAt = received - HIGH / 2;
      reading = false;
      if (engine != null) {
        engine.reading(false);
      }
      // Handlers that were faster than this write have not seen it, and will not ask to go on.
      resume();
    }
  }

  /** Handlers are done with an event. */
  public void handled(int size) {
    long now = handled.addAndGet(weight(size));
    if (!reading && now >= resumeAt) {
      loop.execute(this::resume);
    }
  }

  /** A handler makes a call. */
  public void beginWait() {
    if (waiting.incrementAndGet() == 1 && !reading) {
      loop.execute(this::resume);
    }
  }

  /** A call of a handler has ended. */
  public void endWait() {
    waiting.decrementAndGet();
  }

  private void resume() {
    long enough = waiting.get() > 0 ? high() : HIGH / 2;
    if (!reading && unhandled() <= enough) {
      reading = true;
      if (engine != null) {
        engine.reading(true);
      }
    }
  }

  private long high() {
    return waiting.get() > 0 ? HIGH * HARD_FACTOR : HIGH;
  }

  private long unhandled() {
    handledSeen = handled.get();
    return received - handledSeen;
  }

  private static int weight(int size) {
    return Math.max(size, MIN_WEIGHT);
  }
}
