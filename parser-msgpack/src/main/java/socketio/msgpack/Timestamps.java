package socketio.msgpack;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/** Formats timestamps as strings, as JSON does. */
final class Timestamps {
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private Timestamps() {}

  /** The string that JavaScript would write as JSON; with more digits if needed. */
  static String text(Instant instant) {
    return instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))
        ? MILLISECONDS.format(instant)
        : DateTimeFormatter.ISO_INSTANT.format(instant);
  }
}
