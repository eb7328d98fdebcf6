package socketio.engineio;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import socketio.spi.Transport;

/** Reads the header {@code Retry-After}: a number of seconds, or a date (RFC 9110, 10.2.3). */
final class RetryAfter {
  /** No server can lock a client out for longer. */
  private static final Duration MAX = Duration.ofDays(1);

  private RetryAfter() {}

  /**
   * How long to wait.
   *
   * @param now the wall clock, in milliseconds, for a server that sends no {@code Date}
   * @return from zero to one day, or null if the response does not say
   */
  static @Nullable Duration of(Transport.Response response, long now) {
    String header = response.header("Retry-After");
    if (header == null) {
      return null;
    }
    String value = header.trim();
    if (!value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9')) {
      // A number with more digits than a long can hold is more than a day.
      return limited(value.length() > 18 ? MAX : Duration.ofSeconds(Long.parseLong(value)));
    }
    Instant until = date(value);
    if (until == null) {
      return null;
    }
    // The server's clock counts: the client's may be wrong.
    Instant sent = date(response.header("Date"));
    return limited(Duration.between(sent == null ? Instant.ofEpochMilli(now) : sent, until));
  }

  private static Duration limited(Duration time) {
    if (time.isNegative()) {
      return Duration.ZERO;
    }
    return time.compareTo(MAX) > 0 ? MAX : time;
  }

  private static @Nullable Instant date(@Nullable String value) {
    try {
      return value == null
          ? null
          : Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.trim()));
    } catch (DateTimeException e) {
      return null;
    }
  }
}
