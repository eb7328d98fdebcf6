package socketio.it.network;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import socketio.Client;
import socketio.it.support.Await;

/** A thread that emits numbered events "n" as fast as it can. */
final class PacedEmitter {
  static final int EVENT_BYTES = 2048;

  /** An argument that makes an event so large. */
  static final String FILLER = "x".repeat(EVENT_BYTES);

  /** How long nothing must have been accepted to count as held back. */
  private static final int QUIET_MILLIS = 250;

  private final Client client;
  private final int count;
  private final AtomicInteger accepted = new AtomicInteger();
  private final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();

  private PacedEmitter(Client client, int count) {
    this.client = client;
    this.count = count;
  }

  /** Begins to emit. */
  static PacedEmitter start(Client client, int count) {
    var emitter = new PacedEmitter(client, count);
    var thread = new Thread(emitter::run, "paced-emitter");
    thread.setDaemon(true);
    thread.start();
    return emitter;
  }

  private void run() {
    Throwable error = null;
    try {
      while (accepted.get() < count) {
        client.emit("n", accepted.get(), FILLER);
        accepted.incrementAndGet();
      }
    } catch (Throwable e) {
      error = e;
    }
    end.complete(error);
  }

  /** Waits until nothing was accepted for a while; returns how many bytes were. */
  long awaitHeld() throws Exception {
    int before;
    do {
      before = accepted.get();
      if (!isOpen(end)) {
        throw new AssertionError("the emitter was never held back: " + end);
      }
    } while (accepted.get() != before || before == 0);
    return (long) before * EVENT_BYTES;
  }

  /** Waits for the end; returns its failure, or null. */
  @Nullable Throwable awaitEnd() throws InterruptedException {
    return Await.result(end);
  }

  /** Whether a future has not completed after a while. */
  static boolean isOpen(CompletableFuture<?> future) throws Exception {
    try {
      future.get(QUIET_MILLIS, MILLISECONDS);
      return false;
    } catch (TimeoutException e) {
      return true;
    }
  }
}
