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

/** Records what a channel tells, and whether it keeps to the rules of {@link Channel.Listener}. */
class Recorder implements Channel.Listener {
  private static final long WAIT_SECONDS = 20;

  private final BlockingQueue<Object> events = new LinkedBlockingQueue<>();
  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicReference<@Nullable String> violation = new AtomicReference<>();
  private volatile boolean ended;

  record Opened(Transport.Response handshake) {}

  record Drained() {}

  record Closed(int code, String reason) {}

  record Failed(Throwable cause, Transport.@Nullable Response response) {}

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

  /** The next event, which must be of this type. */
  <T> T next(Class<T> type) throws InterruptedException {
    Object event = events.poll(WAIT_SECONDS, SECONDS);
    assertNotNull(event, () -> "no " + type.getSimpleName() + " within " + WAIT_SECONDS + " s");
    return assertInstanceOf(type, event);
  }

  /** The next event of this type, of those that come before it none may be terminal. */
  <T> T skipTo(Class<T> type) throws InterruptedException {
    while (true) {
      Object event = next(Object.class);
      if (type.isInstance(event)) {
        return type.cast(event);
      }
      assertTrue(!(event instanceof Closed || event instanceof Failed), () -> "ended by " + event);
    }
  }

  String nextText() throws InterruptedException {
    return next(Frame.Text.class).data();
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  /** To be asked when nothing more can happen. */
  void assertRulesKept() {
    assertNull(violation.get());
    assertTrue(events.isEmpty(), () -> "unexpected: " + events);
  }
}
