package socketio.engineio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.spi.Loop;

/**
 * The deadline by which the server must have sent its next ping: ping interval and ping timeout
 * after the last one (Engine.IO protocol, "Heartbeat").
 *
 * <p>Only a ping moves the deadline, no other packet, as the protocol requires. Nothing is lost by
 * that: a server whose pings are stuck behind other packets for so long has missed our pong and
 * dropped the session.
 *
 * <p>There is one timer. A ping does not move it; it checks the deadline when it fires.
 */
final class Heartbeat {
  private final Loop loop;
  private final long periodMillis;
  private final long periodNanos;
  private final Runnable onExpired;
  private Loop.@Nullable Timer timer;
  private long deadline;
  private long wallDeadline;
  private boolean suspended;

  Heartbeat(Loop loop, long periodMillis, Runnable onExpired) {
    this.loop = loop;
    this.periodMillis = periodMillis;
    this.periodNanos = periodMillis * 1_000_000;
    this.onExpired = onExpired;
    restart();
  }

  /** A ping arrived. */
  void ping() {
    deadline = loop.nanoTime() + periodNanos;
    wallDeadline = loop.currentTimeMillis() + periodMillis;
  }

  /**
   * Whether the deadline has passed. Checked before each send: on a machine that has slept, the
   * timer may be late, and the monotonic clock may have stood still. The wall clock, which can be
   * set, counts if it is ahead of the monotonic one by a whole period: a sleep of that length has
   * outlived the session.
   */
  boolean expired() {
    if (suspended) {
      return false;
    }
    long left = deadline - loop.nanoTime();
    return left <= 0 || wallLateness() + left / 1_000_000 >= periodMillis;
  }

  /**
   * Whether the deadline has passed by the wall clock alone. Checked only if there is a reason to
   * suspect it.
   */
  boolean overdue() {
    return expired() || (!suspended && wallLateness() >= 0);
  }

  /** By how much the deadline has passed by the wall clock; negative before. */
  private long wallLateness() {
    return loop.currentTimeMillis() - wallDeadline;
  }

  /** While reading is off, pings are not expected; when it resumes, a whole period begins. */
  void reading(boolean wanted) {
    if (suspended != wanted) {
      return;
    }
    suspended = !wanted;
    if (wanted) {
      restart();
    }
  }

  void stop() {
    suspended = true;
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void restart() {
    ping();
    if (timer == null) {
      schedule(periodNanos);
    }
  }

  private void schedule(long nanos) {
    timer = loop.schedule(Duration.ofNanos(nanos), this::fire);
  }

  private void fire() {
    timer = null;
    if (suspended) {
      return;
    }
    long left = deadline - loop.nanoTime();
    if (left > 0) {
      schedule(left);
    } else {
      suspended = true;
      onExpired.run();
    }
  }
}
