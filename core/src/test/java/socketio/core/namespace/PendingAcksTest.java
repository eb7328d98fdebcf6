package socketio.core.namespace;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.failure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.core.doubles.ManualLoop;
import socketio.core.runtime.Observation;

class PendingAcksTest {
  private final ManualLoop loop = new ManualLoop();
  private final PendingAcks acks = new PendingAcks(loop, "/", new Observation() {});

  private CompletableFuture<Args> add(long id, Duration timeout) {
    CompletableFuture<Args> future = new CompletableFuture<>();
    loop.execute(() -> acks.add(id, "e" + id, timeout, future));
    return future;
  }

  private int size() {
    int[] size = new int[1];
    loop.execute(() -> size[0] = acks.size());
    return size[0];
  }

  @Test
  void armsOneTimerForTheEarliestDeadline() {
    var unused1 = add(1, ofSeconds(10));
    assertEquals(ofSeconds(10), loop.nextTimer());
    var unused2 = add(2, ofSeconds(20));
    assertEquals(ofSeconds(10), loop.nextTimer());
    var unused3 = add(3, ofSeconds(5));
    assertEquals(ofSeconds(5), loop.nextTimer());
    assertEquals(1, loop.timers());
  }

  @Test
  void failsEachAtItsOwnDeadline() {
    CompletableFuture<Args> late = add(1, ofSeconds(10));
    CompletableFuture<Args> early = add(2, ofSeconds(5));
    CompletableFuture<Args> alsoEarly = add(3, ofSeconds(5));
    loop.advance(ofSeconds(5));
    assertEquals(
        "no acknowledgement of event 'e2' within PT5S",
        failure(AckTimeoutException.class, early).getMessage());
    failure(AckTimeoutException.class, alsoEarly);
    assertFalse(late.isDone());
    assertEquals(1, loop.timers());
    loop.advance(ofSeconds(5));
    failure(AckTimeoutException.class, late);
    assertEquals(0, loop.timers());
    assertEquals(0, size());
  }

  @Test
  void letsTheTimerOfAnAnsweredCallPass() {
    CompletableFuture<Args> answered = add(1, ofSeconds(5));
    CompletableFuture<Args> pending = add(2, ofSeconds(8));
    loop.execute(() -> acks.complete(1, Args.of()));
    assertTrue(answered.isDone());
    loop.advance(ofSeconds(5));
    assertFalse(pending.isDone());
    assertEquals(ofSeconds(3), loop.nextTimer());
    loop.execute(() -> acks.cancel(2));
    loop.advance(ofSeconds(3));
    assertFalse(pending.isDone());
    assertEquals(0, loop.timers());
  }

  @Tag("pain-14-acknowledgements")
  @Test
  void forgetsEverythingWhenAllFail() {
    CompletableFuture<Args> pending = add(1, ofSeconds(5));
    loop.execute(() -> acks.failAll(new IllegalStateException("end")));
    failure(IllegalStateException.class, pending);
    assertEquals(0, loop.timers());
    assertEquals(0, size());
    var unused2 = add(2, ofSeconds(9));
    assertEquals(ofSeconds(9), loop.nextTimer());
  }
}
