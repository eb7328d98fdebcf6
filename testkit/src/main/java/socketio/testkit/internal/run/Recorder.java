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
  /** More than any test takes; the oldest are forgotten beyond it. */
  private static final int MOST = 10_000;

  private final boolean keeps;
  private final List<T> arrived = new ArrayList<>();
  private final List<Waiter<T>> waiters = new ArrayList<>();

  /**
   * An empty recorder.
   *
   * @param keeps false to forget what nobody waits for
   */
  public Recorder(boolean keeps) {
    this.keeps = keeps;
  }

  private record Waiter<T>(Predicate<? super T> wanted, CompletableFuture<T> taken) {}

  /**
   * Something arrived.
   *
   * @param thing what
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
        if (arrived.size() > MOST) {
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
   * Takes the first thing of a kind, waiting for it if it has not arrived.
   *
   * @param wanted which kind
   * @param scheduling how to wait
   * @param patience how long to wait at most
   * @param complaint what to say if nothing of the kind arrives, given what did arrive
   * @return the thing
   * @throws AssertionError if it does not arrive
   */
  public T take(
      Predicate<? super T> wanted,
      Scheduling scheduling,
      Duration patience,
      Function<List<T>, String> complaint) {
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
      throw new AssertionError(complaint.apply(instead));
    }
    return taken;
  }

  /**
   * What has not been taken.
   *
   * @return a copy, oldest first
   */
  public List<T> untaken() {
    synchronized (arrived) {
      return List.copyOf(arrived);
    }
  }

  /** Forgets what has not been taken. */
  public void clear() {
    synchronized (arrived) {
      arrived.clear();
    }
  }
}
