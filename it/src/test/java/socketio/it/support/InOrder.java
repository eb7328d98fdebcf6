package socketio.it.support;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Checks that numbered events arrive once and in order. Thread-safe. */
public final class InOrder {
  private final long count;
  private final CompletableFuture<Void> complete = new CompletableFuture<>();
  private long next;

  /**
   * @param count how many are expected
   */
  public InOrder(long count) {
    this.count = count;
  }

  public synchronized void take(@Nullable Object number) {
    if (number == null || ((Number) number).longValue() != next) {
      complete.completeExceptionally(
          new AssertionError("expected event " + next + " but got " + number));
    }
    next++;
    if (next == count) {
      complete.complete(null);
    }
  }

  /** Waits until all have arrived. */
  public void await() throws InterruptedException {
    Await.result(complete);
  }
}
