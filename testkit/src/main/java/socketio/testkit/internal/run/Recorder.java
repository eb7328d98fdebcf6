package socketio.testkit.internal.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Keeps what arrived until a test takes it. Thread-safe.
 *
 * @param <T> what arrives
 */
public final class Recorder<T> {
  /** More than any test takes; beyond it, the oldest are discarded. */
  private static final int MAX_KEPT = 10_000;

  private final boolean keeps;
  private final List<T> arrived = new ArrayList<>();
  private final List<Waiter<T>> waiters = new ArrayList<>();

  /**
   * Creates an empty recorder.
   *
   * @param keeps false to discard what no test is waiting for
   */
  public Recorder(boolean keeps) {
    this.keeps = keeps;
  }

  private record Waiter<T>(Predicate<? super T> wanted, CompletableFuture<T> taken) {}

  /**
   * Adds something that arrived.
   *
   * @param thing what arrived
   */
  public void add(T thing) {
    Waiter<T> receiver = null;
    synchronized (arrived) {
      for (Waiter<T> waiter : waiters) {
        if (waiter.wanted.test(thing)) {
          receiver = waiter;
          break;
        }
      }
      if (receiver == null) {
        if (!keeps) {
          return;
        }
        arrived.add(thing);
        if (arrived.size() > MAX_KEPT) {
          arrived.remove(0);
        }
      } else {
        waiters.remove(receiver);
      }
    }
    if (receiver != null) {
      receiver.taken.complete(thing);
    }
  }

  /**
   * Takes the first match, waiting for one if necessary.
   *
   * @param wanted what matches
   * @param scheduling how to wait
   * @param patience the longest time to wait
   * @param message makes the error message from what arrived instead
   * @return the match
   * @throws AssertionError if none arrives in time
   */
  public T take(
      Predicate<? super T> wanted,
      Scheduling scheduling,
      Duration patience,
      Function<List<T>, String> message) {
    var waiter = new Waiter<T>(wanted, new CompletableFuture<>());
    synchronized (arrived) {
      for (int i = 0; i < arrived.size(); i++) {
        if (wanted.test(arrived.get(i))) {
          return arrived.remove(i);
        }
      }
      waiters.add(waiter);
    }
    scheduling.await(waiter.taken, patience);
    List<T> instead;
    synchronized (arrived) {
      waiters.remove(waiter);
      instead = List.copyOf(arrived);
    }
    T taken = waiter.taken.getNow(null);
    if (taken == null) {
      throw new AssertionError(message.apply(instead));
    }
    return taken;
  }

  /**
   * Everything not yet taken.
   *
   * @return a copy, oldest first
   */
  public List<T> untaken() {
    synchronized (arrived) {
      return List.copyOf(arrived);
    }
  }

  /** Discards everything not yet taken. */
  public void clear() {
    synchronized (arrived) {
      arrived.clear();
    }
  }
}
