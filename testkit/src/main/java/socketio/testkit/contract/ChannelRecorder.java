package socketio.testkit.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;

/**
 * Records the callbacks of a channel, and whether it keeps the rules of {@link Channel.Listener}.
 * Waits are bounded: a test fails after 20 seconds. Thread-safe.
 *
 * @since 1.0
 */
public class ChannelRecorder implements Channel.Listener {
  private static final long WAIT_SECONDS = 20;

  private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicReference<@Nullable String> violation = new AtomicReference<>();
  private volatile boolean ended;

  /** Creates an empty recorder. */
  public ChannelRecorder() {}

  /**
   * {@link Channel.Listener#onOpen} was called.
   *
   * @param handshake the server's answer
   */
  public record Opened(Transport.Response handshake) {}

  /** {@link Channel.Listener#onDrain} was called. */
  public record Drained() {}

  /**
   * {@link Channel.Listener#onClose} was called.
   *
   * @param code the status code
   * @param reason the peer's text
   */
  public record Closed(int code, String reason) {}

  /**
   * {@link Channel.Listener#onFailure} was called.
   *
   * @param cause what went wrong
   * @param response the server's answer, or null
   */
  public record Failed(Throwable cause, Transport.@Nullable Response response) {}

  @Override
  public void onOpen(Transport.Response handshake) {
    record(new Opened(handshake), false);
  }

  @Override
  public void onFrame(Frame frame) {
    record(frame, false);
  }

  @Override
  public void onDrain() {
    record(new Drained(), false);
  }

  @Override
  public void onClose(int code, String reason) {
    record(new Closed(code, reason), true);
  }

  @Override
  public void onFailure(Throwable cause, Transport.@Nullable Response response) {
    record(new Failed(cause, response), true);
  }

  private void record(Object event, boolean terminal) {
    if (inside.getAndIncrement() != 0) {
      violation.set(event + " came during another callback");
    }
    if (ended) {
      violation.set(event + " came after the end");
    }
    ended |= terminal;
    events.add(event);
    inside.decrementAndGet();
  }

  /**
   * The next event, which must be of this type.
   *
   * @param type one of the records of this class, or of {@link Frame}
   * @param <T> the type
   * @return the event
   * @throws InterruptedException if the thread is interrupted
   */
  public <T> T next(Class<T> type) throws InterruptedException {
    Object event = events.poll(WAIT_SECONDS, SECONDS);
    assertNotNull(event, () -> "no " + type.getSimpleName() + " within " + WAIT_SECONDS + " s");
    return assertInstanceOf(type, event);
  }

  /**
   * The next event of this type; of those that come before it none may be terminal.
   *
   * @param type as in {@link #next}
   * @param <T> the type
   * @return the event
   * @throws InterruptedException if the thread is interrupted
   */
  public <T> T skipTo(Class<T> type) throws InterruptedException {
    while (true) {
      Object event = next(Object.class);
      if (type.isInstance(event)) {
        return type.cast(event);
      }
      assertTrue(!(event instanceof Closed || event instanceof Failed), () -> "ended by " + event);
    }
  }

  /**
   * The next event, which must be a text.
   *
   * @return the text
   * @throws InterruptedException if the thread is interrupted
   */
  public String nextText() throws InterruptedException {
    return next(Frame.Text.class).data();
  }

  /**
   * Whether nothing is left to be taken.
   *
   * @return true if every event was taken
   */
  public boolean isEmpty() {
    return events.isEmpty();
  }

  /** Fails if a rule was broken, or an event is left. Call it when nothing more can happen. */
  public void assertRulesKept() {
    assertNull(violation.get());
    assertTrue(events.isEmpty(), () -> "unexpected: " + events);
  }
}
