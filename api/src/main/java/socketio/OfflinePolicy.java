package socketio;

import java.time.Duration;
import socketio.internal.Check;

/**
 * What happens to events emitted while their namespace is not connected. Immutable. Volatile events
 * are always dropped; see {@link EmitOptions#asVolatile}.
 */
public sealed interface OfflinePolicy {
  /**
   * Returns the default policy: emitting fails with {@link NotConnectedException}, as in the
   * reference client.
   *
   * @return the policy
   */
  static OfflinePolicy fail() {
    return Fail.INSTANCE;
  }

  /**
   * Returns a policy that drops events without an error. A {@code call} still fails with {@link
   * NotConnectedException}, because it would never be answered.
   *
   * @return the policy
   */
  static OfflinePolicy drop() {
    return Drop.INSTANCE;
  }

  /**
   * Returns a policy that keeps events and sends them when the namespace is connected: in order,
   * after missed events have been delivered and before the connect handlers run. This includes
   * events emitted before the first connect. Events that do not fit, or are not sent in time, fail
   * with {@link NotConnectedException}: futures fail, a blocking {@code emit} throws, and an event
   * lost after {@code emit} has returned is reported to {@code onError}. A call that times out
   * while it is kept, and an emit or call whose future is cancelled then, is removed and never
   * sent.
   *
   * @param maxEvents the maximum number of events kept for one namespace
   * @param maxBytes their approximate maximum size in bytes
   * @param ttl how long an event is kept
   * @return the policy
   */
  static Buffer buffer(int maxEvents, long maxBytes, Duration ttl) {
    return new Buffer(maxEvents, maxBytes, ttl, false);
  }

  /** See {@link OfflinePolicy#fail}. */
  enum Fail implements OfflinePolicy {
    /** The only instance. */
    INSTANCE
  }

  /** See {@link OfflinePolicy#drop}. */
  enum Drop implements OfflinePolicy {
    /** The only instance. */
    INSTANCE
  }

  /**
   * See {@link OfflinePolicy#buffer}.
   *
   * @param maxEvents the maximum number of events kept for one namespace
   * @param maxBytes their approximate maximum size in bytes
   * @param ttl how long an event is kept
   * @param dropsOldest whether the oldest events make room for new ones
   */
  record Buffer(int maxEvents, long maxBytes, Duration ttl, boolean dropsOldest)
      implements OfflinePolicy {
    /**
     * Validates the values.
     *
     * @param maxEvents see above
     * @param maxBytes see above
     * @param ttl see above
     * @param dropsOldest see above
     */
    public Buffer {
      if (maxEvents <= 0) {
        throw new IllegalArgumentException("maxEvents: " + maxEvents + " must be positive");
      }
      if (maxBytes <= 0) {
        throw new IllegalArgumentException("maxBytes: " + maxBytes + " must be positive");
      }
      Check.positive(ttl, "ttl");
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
  }
}
