package socketio.msgpack;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/** Points in time as texts, which is what JSON has for them. */
final class Timestamps {
  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private Timestamps() {}

  /** The text that JavaScript would put into JSON; with more digits if need be. */
  static String text(Instant instant) {
    return instant.equals(instant.truncatedTo(ChronoUnit.MILLIS))
        ? MILLISECONDS.format(instant)
        : DateTimeFormatter.ISO_INSTANT.format(instant);
  }
}
