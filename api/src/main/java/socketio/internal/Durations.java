package socketio.internal;

import java.time.Duration;

/** Conversions of durations. */
public final class Durations {
  /** Short enough that sums with clock readings do not overflow: about 146 years. */
  private static final long MAX = Long.MAX_VALUE / 2;

  private Durations() {}

  /** Returns the nanoseconds of a duration that is not negative, at most {@link #MAX}. */
  public static long toNanosSaturated(Duration duration) {
    return duration.compareTo(Duration.ofNanos(MAX)) >= 0 ? MAX : duration.toNanos();
  }
}
