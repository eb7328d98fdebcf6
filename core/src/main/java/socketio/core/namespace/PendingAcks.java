package socketio.core.namespace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.core.runtime.DeadlineQueue;
import socketio.core.runtime.Observation;
import socketio.internal.Durations;
import socketio.spi.Loop;

/**
 * The calls of one namespace that wait for an acknowledgement. However many there are, only one
 * timer is scheduled, for the earliest deadline. Confined to the loop.
 */
final class PendingAcks {
  private final Loop loop;
  private final String namespace;
  private final Observation observation;
  private final Map<Long, Pending> byId = new HashMap<>();
  private final DeadlineQueue<Pending> byDeadline = new DeadlineQueue<>();
  private @Nullable Alarm alarm;

  private static final class Pending extends DeadlineQueue.Entry<Pending> {
    final String event;
    final Duration timeout;
    final long sent;
    final CompletableFuture<Args> future;

    Pending(
        long id,
        String event,
        Duration timeout,
        long sent,
        long deadline,
        CompletableFuture<Args> future) {
      super(id, deadline);
      this.event = event;
      this.timeout = timeout;
      this.sent = sent;
      this.future = future;
    }
  }

  private record Alarm(long deadline, Loop.Timer timer) {}

  /**
   * No calls yet.
   *
   * @param observation notified of how long calls took
   */
  PendingAcks(Loop loop, String namespace, Observation observation) {
    this.loop = loop;
    this.namespace = namespace;
    this.observation = observation;
  }

  /** Returns the current time of the clock that deadlines refer to. */
  long now() {
    return loop.nanoTime();
  }

  /** Waits for an acknowledgement; a timeout fails the future with {@link AckTimeoutException}. */
  void add(long id, String event, Duration timeout, CompletableFuture<Args> future) {
    long now = now();
    add(new Pending(id, event, timeout, now, now + Durations.toNanosSaturated(timeout), future));
  }

  /** Waits for an acknowledgement whose timeout started earlier. */
  void add(long id, String event, Duration timeout, long deadline, CompletableFuture<Args> future) {
    add(new Pending(id, event, timeout, now(), deadline, future));
  }

  private void add(Pending pending) {
    assert loop.inLoop();
    byId.put(pending.id, pending);
    byDeadline.add(pending);
    observation.pendingAcks(1);
    arm();
  }

  /** Completes a call; ignores an unknown id, such as of a late or duplicate acknowledgement. */
  void complete(long id, Args args) {
    Pending pending = remove(id);
    if (pending != null) {
      observation.acknowledged(namespace, pending.event, pending.sent);
      pending.future.complete(args);
    }
  }

  /** Forgets a call. */
  void cancel(long id) {
    remove(id);
  }

  private @Nullable Pending remove(long id) {
    assert loop.inLoop();
    Pending pending = byId.remove(id);
    if (pending != null) {
      byDeadline.remove(pending);
      observation.pendingAcks(-1);
    }
    return pending;
  }

  /** Fails every call. */
  void failAll(RuntimeException error) {
    assert loop.inLoop();
    List<Pending> all = new ArrayList<>(byId.values());
    byId.clear();
    byDeadline.clear();
    if (!all.isEmpty()) {
      observation.pendingAcks(-all.size());
    }
    if (alarm != null) {
      alarm.timer.cancel();
      alarm = null;
    }
    all.forEach(pending -> pending.future.completeExceptionally(error));
  }

  int size() {
    assert loop.inLoop();
    return byId.size();
  }

  /** Keeps an alarm that is early enough: most calls are answered long before their deadline. */
  private void arm() {
    Pending next = byDeadline.first();
    if (next == null) {
      return;
    }
    long earliest = next.deadline;
    if (alarm != null) {
      if (alarm.deadline - earliest <= 0) {
        return;
      }
      alarm.timer.cancel();
    }
    Duration delay = Duration.ofNanos(earliest - loop.nanoTime());
    alarm = new Alarm(earliest, loop.schedule(delay, this::expire));
  }

  private void expire() {
    alarm = null;
    long now = loop.nanoTime();
    Pending pending;
    while ((pending = byDeadline.first()) != null && pending.deadline - now <= 0) {
      remove(pending.id);
      pending.future.completeExceptionally(
          new AckTimeoutException(
              String.format(
                  "no acknowledgement of event '%s' within %s", pending.event, pending.timeout)));
    }
    arm();
  }
}
