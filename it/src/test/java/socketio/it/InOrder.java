package socketio.it;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes numbered events and knows whether they come once and in order. Thread-safe. */
final class InOrder {
  private final long count;
  private final CompletableFuture<Void> complete = new CompletableFuture<>();
  private long next;

  /**
   * @param count how many are expected
   */
  InOrder(long count) {
    this.count = count;
  }

  synchronized void take(@Nullable Object number) {
    if (number == null || ((Number) number).longValue() != next) {
      complete.completeExceptionally(
          new AssertionError("expected event " + next + " but got " + number));
    }
    next++;
    if (next == count) {
      complete.complete(null);
    }
  }

  /** Waits until all have come. */
  void await() throws InterruptedException {
    Await.result(complete);
  }
}
