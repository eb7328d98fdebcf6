package socketio.testkit;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When a {@link Fault} strikes. Immutable; {@link #times} and {@link #skip} return a new value.
 *
 * @since 1.0
 */
public final class When {
  private static final int ALWAYS = Integer.MAX_VALUE;

  private final @Nullable Phase phase;
  private final @Nullable Direction direction;
  private final String prefix;
  private final int skip;
  private final int times;

  private When(
      @Nullable Phase phase, @Nullable Direction direction, String prefix, int skip, int times) {
    this.phase = phase;
    this.direction = direction;
    this.prefix = prefix;
    this.skip = skip;
    this.times = times;
  }

  /** The direction of a packet, as the server sees it. */
  public enum Direction {
    /** From the client to the server. */
    RECEIVED,
    /** From the server to the client. */
    SENT
  }

  /**
   * Once, at the first opportunity. A fault of the connection strikes immediately or, if no session
   * is open, when the next one has opened.
   *
   * @return the default moment
   */
  public static When next() {
    return new When(null, null, "", 0, 1);
  }

  /**
   * At every opportunity, until {@link FakeServer#clearFaults}.
   *
   * @return every opportunity from now on
   */
  public static When always() {
    return next().times(ALWAYS);
  }

  /**
   * Once, when a connection next enters a phase; a fault of a request or packet strikes at the
   * first one within the phase.
   *
   * @param phase the phase
   * @return the moment
   */
  public static When at(Phase phase) {
    return new When(Objects.requireNonNull(phase, "phase must not be null"), null, "", 0, 1);
  }

  /**
   * Once, in place of a packet that the server is about to send.
   *
   * @param prefix the beginning of the packet, in the form that a text packet has on a WebSocket:
   *     {@code "2"} is the next ping, {@code "42[\"news\""} a certain event of the JSON parser,
   *     {@code "4"} any text message, {@code ""} any packet, and the only one that matches binary
   *     messages
   * @return the moment
   */
  public static When sending(String prefix) {
    return new When(
        null, Direction.SENT, Objects.requireNonNull(prefix, "prefix must not be null"), 0, 1);
  }

  /**
   * Once, in place of handling a packet that has arrived.
   *
   * @param prefix the beginning of the packet, as for {@link #sending}
   * @return the moment
   */
  public static When receiving(String prefix) {
    return new When(
        null, Direction.RECEIVED, Objects.requireNonNull(prefix, "prefix must not be null"), 0, 1);
  }

  /**
   * Sets how often the fault strikes.
   *
   * @param times 1 or more
   * @return the same moment with this count
   */
  public When times(int times) {
    if (times < 1) {
      throw new IllegalArgumentException("times: " + times + " must be 1 or more");
    }
    return new When(phase, direction, prefix, skip, times);
  }

  /**
   * Sets how many opportunities to skip first.
   *
   * @param skip 0 or more
   * @return the same moment, later
   */
  public When skip(int skip) {
    if (skip < 0) {
      throw new IllegalArgumentException("skip: " + skip + " must not be negative");
    }
    return new When(phase, direction, prefix, skip, times);
  }

  /**
   * The phase of {@link #at}.
   *
   * @return the phase, or null
   */
  public @Nullable Phase phase() {
    return phase;
  }

  /**
   * The direction of {@link #sending} and {@link #receiving}.
   *
   * @return the direction, or null
   */
  public @Nullable Direction direction() {
    return direction;
  }

  /**
   * The beginning of the packet.
   *
   * @return the prefix, possibly empty
   */
  public String prefix() {
    return prefix;
  }

  /**
   * How many opportunities are skipped first.
   *
   * @return 0 or more
   */
  public int skip() {
    return skip;
  }

  /**
   * How often the fault strikes.
   *
   * @return {@link Integer#MAX_VALUE} for always
   */
  public int times() {
    return times;
  }

  @Override
  public String toString() {
    String moment =
        phase != null
            ? "at " + phase
            : direction != null ? "on a packet " + direction + " \"" + prefix + "…\"" : "next";
    return moment
        + (skip > 0 ? " after " + skip + " others" : "")
        + (times == ALWAYS ? ", always" : times > 1 ? ", " + times + " times" : "");
  }
}
