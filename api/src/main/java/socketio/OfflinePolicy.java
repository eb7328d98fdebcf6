package socketio;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import socketio.internal.Check;

/**
 * What happens to events emitted while their namespace is not connected. Immutable. Volatile events
 * are always dropped; see {@link EmitOptions#asVolatile}.
 *
 * @since 1.0
 */
public sealed interface OfflinePolicy permits OfflinePolicy.Buffer, UnbufferedPolicy {
  /**
   * Returns the default policy: emitting fails with {@link NotConnectedException}, as in the
   * reference client.
   *
   * @return the policy
   */
  static OfflinePolicy fail() {
    return UnbufferedPolicy.FAIL;
  }

  /**
   * Returns a policy that drops events without an error. A {@code call} still fails with {@link
   * NotConnectedException}, because it would never be answered.
   *
   * @return the policy
   */
  static OfflinePolicy drop() {
    return UnbufferedPolicy.DROP;
  }

  /**
   * Returns a policy that keeps events and sends them when the namespace is connected: in order,
   * after missed events have been delivered and before the connect handlers run. This includes
   * events emitted before the first connect. Events that do not fit, or are not sent in time, fail
   * with {@link NotConnectedException}: futures fail, a blocking {@code emit} throws, and an event
   * lost after {@code emit} has returned is reported to {@code onError}. A call that times out
   * while it is kept, and an emit or call whose future is cancelled then, is removed and never
   * sent. When the namespace or the client disconnects for good, the events stay, for the rest of
   * {@code ttl}, until {@code clearBuffer()} or {@code close()}.
   *
   * @param maxEvents the maximum number of events kept for one namespace, at least 1
   * @param maxBytes their approximate maximum size in bytes, at least 1
   * @param ttl how long an event is kept, more than zero
   * @return the policy; when there is no room, it refuses new events: see {@link Buffer#dropOldest}
   * @throws IllegalArgumentException if a parameter is not positive
   */
  static Buffer buffer(int maxEvents, long maxBytes, Duration ttl) {
    if (maxEvents <= 0) {
      throw new IllegalArgumentException("maxEvents: " + maxEvents + " must be positive");
    }
    if (maxBytes <= 0) {
      throw new IllegalArgumentException("maxBytes: " + maxBytes + " must be positive");
    }
    return new Buffer(maxEvents, maxBytes, Check.positive(ttl, "ttl"), false);
  }

  /** A policy that keeps events; see {@link OfflinePolicy#buffer}. */
  final class Buffer implements OfflinePolicy {
    private final int maxEvents;
    private final long maxBytes;
    private final Duration ttl;
    private final boolean dropsOldest;

    private Buffer(int maxEvents, long maxBytes, Duration ttl, boolean dropsOldest) {
      this.maxEvents = maxEvents;
      this.maxBytes = maxBytes;
      this.ttl = ttl;
      this.dropsOldest = dropsOldest;
    }

    /**
     * Returns a policy under which, when there is no room, the oldest events fail instead of the
     * newest.
     *
     * @return a modified copy
     */
    public Buffer dropOldest() {
      return new Buffer(maxEvents, maxBytes, ttl, true);
    }

    /**
     * Returns the maximum number of events kept for one namespace.
     *
     * @return the number
     */
    public int maxEvents() {
      return maxEvents;
    }

    /**
     * Returns the approximate maximum size of the events kept for one namespace.
     *
     * @return the size in bytes
     */
    public long maxBytes() {
      return maxBytes;
    }

    /**
     * Returns how long an event is kept.
     *
     * @return the time
     */
    public Duration ttl() {
      return ttl;
    }

    /**
     * Returns whether the oldest events make room for new ones.
     *
     * @return false if new events are refused instead
     */
    public boolean dropsOldest() {
      return dropsOldest;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Buffer that
          && maxEvents == that.maxEvents
          && maxBytes == that.maxBytes
          && ttl.equals(that.ttl)
          && dropsOldest == that.dropsOldest;
    }

    @Override
    public int hashCode() {
      return Objects.hash(maxEvents, maxBytes, ttl, dropsOldest);
    }

    @Override
    public String toString() {
      return String.format(
          "Buffer[maxEvents=%s, maxBytes=%s, ttl=%s, dropsOldest=%s]",
          maxEvents, maxBytes, ttl, dropsOldest);
    }
  }
}
