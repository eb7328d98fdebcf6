package socketio.it.support;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Records what handlers receive, in order. */
public final class HandlerRecorder {
  private final BlockingQueue<Object> things = new LinkedBlockingQueue<>();

  /** Adds something that is not null; from any thread. */
  public void add(@Nullable Object thing) {
    things.add(requireNonNull(thing));
  }

  /**
   * Waits for the next things.
   *
   * @throws AssertionError if they are others, or do not come within ten seconds each
   */
  public void expect(List<?> expected) throws InterruptedException {
    List<Object> got = new ArrayList<>();
    while (got.size() < expected.size()) {
      @Nullable Object next = things.poll(10, SECONDS);
      assertNotNull(next, () -> "only " + got + " of " + expected);
      got.add(next);
    }
    assertEquals(expected, got);
  }
}
