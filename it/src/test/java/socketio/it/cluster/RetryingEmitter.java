package socketio.it.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.AsyncEmitter;
import socketio.Client;
import socketio.EmitOptions;

/**
 * Keeps emitting numbered events with retries, a few at a time, until it is stopped. The server
 * acknowledges each when it has stored the number.
 */
final class RetryingEmitter {
  private static final int AT_A_TIME = 3;

  private final AsyncEmitter reliable;
  private final String key;
  private final CompletableFuture<Integer> end = new CompletableFuture<>();

  // Guarded by this.
  private final List<Milestone> milestones = new ArrayList<>();
  private int emitted;
  private int acknowledged;
  private boolean stopped;

  /** A number of acknowledgements and the future that completes at it. */
  private record Milestone(int acknowledged, CompletableFuture<Void> reached) {}

  /**
   * Begins to emit.
   *
   * @param key where the server stores the numbers
   */
  RetryingEmitter(Client client, String key) {
    this.reliable =
        client.async().with(EmitOptions.defaults().retries(100).timeout(Duration.ofSeconds(5)));
    this.key = key;
  }

  /** Begins. */
  synchronized void begin() {
    for (int i = 0; i < AT_A_TIME; i++) {
      emitNext();
    }
  }

  private synchronized void emitNext() {
    var unused = reliable.call("store", key, emitted++).whenComplete(this::settled);
  }

  private synchronized void settled(@Nullable Args answer, @Nullable Throwable error) {
    if (error != null) {
      end.completeExceptionally(error);
      milestones.forEach(milestone -> milestone.reached.completeExceptionally(error));
      return;
    }
    acknowledged++;
    milestones.stream()
        .filter(milestone -> milestone.acknowledged == acknowledged)
        .forEach(milestone -> milestone.reached.complete(null));
    if (!stopped) {
      emitNext();
    } else if (acknowledged == emitted) {
      end.complete(acknowledged);
    }
  }

  /** Completes when so many more have been acknowledged. */
  synchronized CompletableFuture<Void> more(int count) {
    var milestone = new Milestone(acknowledged + count, new CompletableFuture<>());
    milestones.add(milestone);
    return end.isCompletedExceptionally() ? end.thenAccept(any -> {}) : milestone.reached;
  }

  /** Stops emitting; returns the number of events once all of them have been acknowledged. */
  synchronized CompletableFuture<Integer> stop() {
    stopped = true;
    return end;
  }

  @Override
  public synchronized String toString() {
    return acknowledged + " of " + emitted + " acknowledged";
  }
}
