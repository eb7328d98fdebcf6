package socketio.internal;

import java.time.Duration;

/** Durations as numbers, as large as a long can hold. */
public final class Saturated {
  /** So long that sums with clock readings do not overflow: about 146 years. */
  private static final long MAX = Long.MAX_VALUE / 2;

  private Saturated() {}

  /** Nanoseconds of a duration that is not negative; at most {@link #MAX}. */
  public static long nanos(Duration duration) {
    return duration.compareTo(Duration.ofNanos(MAX)) >= 0 ? MAX : duration.toNanos();
  }
}
