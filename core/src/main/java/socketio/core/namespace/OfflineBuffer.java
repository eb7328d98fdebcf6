package socketio.core.namespace;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.NotConnectedException;
import socketio.OfflinePolicy;
import socketio.core.runtime.Observation;
import socketio.spi.Loop;

/** The events of one namespace that wait for a connection. Confined to the loop. */
final class OfflineBuffer {
  private final Loop loop;
  private final OfflinePolicy.Buffer policy;
  private final String path;
  private final Observation observation;

  /** In order of arrival; emissions are compared by identity. */
  private final Map<Emission, Kept> kept = new LinkedHashMap<>();

  private long bytes;

  private record Kept(long bytes, Loop.Timer timer) {}

  OfflineBuffer(Loop loop, OfflinePolicy.Buffer policy, String path, Observation observation) {
    this.loop = loop;
    this.policy = policy;
    this.path = path;
    this.observation = observation;
  }

  /** Keeps an event, or fails it if the buffer is full. */
  void add(Emission emission) {
    assert loop.inLoop();
    long size = emission.outgoing.bytes();
    while (policy.dropsOldest() && !kept.isEmpty() && !fits(size) && size <= policy.maxBytes()) {
      Emission oldest = kept.keySet().iterator().next();
      remove(oldest);
      oldest.failed(full(oldest));
    }
    if (!fits(size)) {
      emission.failed(full(emission));
      return;
    }
    Duration remainingTime = emission.remainingTime();
    boolean expires = remainingTime == null || remainingTime.compareTo(policy.ttl()) > 0;
    Loop.Timer timer =
        loop.schedule(
            expires || remainingTime == null ? policy.ttl() : remainingTime,
            () -> expire(emission));
    kept.put(emission, new Kept(size, timer));
    bytes += size;
    observation.buffered(1);
  }

  private boolean fits(long size) {
    return kept.size() < policy.maxEvents() && bytes + size <= policy.maxBytes();
  }

  private NotConnectedException full(Emission emission) {
    return new NotConnectedException(
        String.format(
            "event '%s' was not kept: namespace %s is not connected, and its buffer is full (%,d"
                + " events, %,d bytes)",
            emission.outgoing.event(), path, kept.size(), bytes));
  }

  private void expire(Emission emission) {
    if (!remove(emission)) {
      return;
    }
    Duration remainingTime = emission.remainingTime();
    if (emission instanceof Emission.Call call && remainingTime != null && remainingTime.isZero()) {
      call.failed(call.timedOut());
    } else {
      emission.failed(
          new NotConnectedException(
              String.format(
                  "event '%s' was not sent: namespace %s was not connected within %s",
                  emission.outgoing.event(), path, policy.ttl())));
    }
  }

  /** Removes an event; returns false if it is not in the buffer. */
  boolean remove(Emission emission) {
    assert loop.inLoop();
    @Nullable Kept entry = kept.remove(emission);
    if (entry == null) {
      return false;
    }
    bytes -= entry.bytes;
    entry.timer.cancel();
    observation.buffered(-1);
    return true;
  }

  /** Removes and returns all events, in order. */
  List<Emission> takeAll() {
    List<Emission> all = new ArrayList<>(kept.keySet());
    all.forEach(this::remove);
    return all;
  }
}
