package socketio;

import java.time.Duration;
import socketio.internal.Check;

/**
 * What becomes of events that are emitted while their namespace is not connected. Immutable.
 * Volatile events are dropped in any case; see {@link EmitOptions#asVolatile}.
 */
public sealed interface OfflinePolicy {
  /**
   * Emitting fails with {@link NotConnectedException}, as in the reference client. The default.
   *
   * @return the policy
   */
  static OfflinePolicy fail() {
    return Fail.INSTANCE;
  }

  /**
   * Events are dropped without an error. A {@code call} fails with {@link NotConnectedException}
   * nevertheless: nobody would answer it.
   *
   * @return the policy
   */
  static OfflinePolicy drop() {
    return Drop.INSTANCE;
  }

  /**
   * Events are kept, and sent when the namespace is connected: in order, after missed events were
   * delivered and before the connect handlers run. That goes for events emitted before the first
   * connect, too. What does not fit fails with {@link NotConnectedException}; so does what was not
   * sent in time: futures fail, a blocking {@code emit} throws, and what it has kept and must give
   * up later is told to {@code onError}. A call that times out while it is kept, and an emit or
   * call whose future is cancelled then, is taken out and never sent.
   *
   * @param maxEvents how many events of one namespace are kept
   * @param maxBytes how many bytes they may have, about
   * @param ttl how long an event is kept
   * @return the policy
   */
  static Buffer buffer(int maxEvents, long maxBytes, Duration ttl) {
    return new Buffer(maxEvents, maxBytes, ttl, false);
  }

  /** See {@link OfflinePolicy#fail}. */
  enum Fail implements OfflinePolicy {
    /** The only one. */
    INSTANCE
  }

  /** See {@link OfflinePolicy#drop}. */
  enum Drop implements OfflinePolicy {
    /** The only one. */
    INSTANCE
  }

  /**
   * See {@link OfflinePolicy#buffer}.
   *
   * @param maxEvents how many events of one namespace are kept
   * @param maxBytes how many bytes they may have, about
   * @param ttl how long an event is kept
   * @param dropsOldest whether the oldest events make room for new ones
   */
  record Buffer(int maxEvents, long maxBytes, Duration ttl, boolean dropsOldest)
      implements OfflinePolicy {
    /**
     * Checks the values.
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
     * Lets the oldest events fail when there is no room, instead of the newest.
     *
     * @return changed policy
     */
    public Buffer dropOldest() {
      return new Buffer(maxEvents, maxBytes, ttl, true);
    }
  }
}
