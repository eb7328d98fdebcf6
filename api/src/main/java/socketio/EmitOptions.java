package socketio;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import socketio.internal.Check;

/**
 * How an emitter returned by {@code with(options)} sends events. Immutable: each method that
 * changes a setting returns a modified copy. A setting that was never set is the one of the emitter
 * on which {@code with(options)} is called.
 *
 * @since 1.0
 */
public final class EmitOptions {
  private static final EmitOptions DEFAULTS = new EmitOptions(null, null, null);

  private final @Nullable Boolean isVolatile;
  private final @Nullable Integer retries;
  private final @Nullable Duration timeout;

  private EmitOptions(
      @Nullable Boolean isVolatile, @Nullable Integer retries, @Nullable Duration timeout) {
    this.isVolatile = isVolatile;
    this.retries = retries;
    this.timeout = timeout;
    if (isVolatile() && retries() > 0) {
      throw new IllegalArgumentException(
          "retries: volatile events cannot be sent again; use asVolatile() or retries("
              + retries
              + "), not both");
    }
  }

  /**
   * Returns options that set nothing: events are sent once, as by an emitter without options.
   *
   * @return the defaults
   */
  public static EmitOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns options for events that are useless if late, such as positions in a game: an event is
   * dropped if the namespace is not connected or the connection has not yet sent what was emitted
   * before. This is not an error, except for a {@code call}, which fails with {@link
   * NotConnectedException}.
   *
   * @return a modified copy
   * @throws IllegalArgumentException if there are {@link #retries(int) retries}
   */
  public EmitOptions asVolatile() {
    return new EmitOptions(true, retries, timeout);
  }

  /**
   * Returns options for at-least-once delivery: each event is sent again, with the same
   * acknowledgement id, until the server has acknowledged it. The events of one namespace are sent
   * in order, one at a time: the next when the previous one has been acknowledged or has failed. An
   * attempt ends with the {@link #timeout} or a disconnection; while there is no connection, events
   * wait, and no attempt is counted. They fail with {@link AckTimeoutException} when the attempts
   * are used up; they also fail when the client does not reconnect, or when 10,000 events or 64 MiB
   * of the namespace are already waiting. The server may receive an event more than once.
   *
   * @param retries how many attempts follow the first one; 0 for none: the event is sent once and
   *     not queued
   * @return a modified copy
   * @throws IllegalArgumentException if the number is negative, or the events are {@linkplain
   *     #asVolatile volatile}
   */
  public EmitOptions retries(int retries) {
    if (retries < 0) {
      throw new IllegalArgumentException("retries: " + retries + " must not be negative");
    }
    return new EmitOptions(isVolatile, retries, timeout);
  }

  /**
   * Sets how long a {@code call}, and each attempt of an event with retries, waits for its
   * acknowledgement. Default: the client's {@link ClientBuilder#callTimeout}.
   *
   * @param timeout the timeout, more than zero
   * @return a modified copy
   * @throws IllegalArgumentException if the timeout is not positive
   */
  public EmitOptions timeout(Duration timeout) {
    return new EmitOptions(isVolatile, retries, Check.positive(timeout, "timeout"));
  }

  /**
   * Returns these options with what others set in place of it, as {@code with(options)} of an
   * emitter does.
   *
   * @param others the options that take precedence
   * @return options that have the settings of both
   * @throws IllegalArgumentException if one is volatile and the other one has retries
   */
  public EmitOptions with(EmitOptions others) {
    Check.notNull(others, "others");
    return new EmitOptions(
        others.isVolatile == null ? isVolatile : others.isVolatile,
        others.retries == null ? retries : others.retries,
        others.timeout == null ? timeout : others.timeout);
  }

  /**
   * Returns whether events may be lost; see {@link #asVolatile}.
   *
   * @return whether they may; false unless set
   */
  public boolean isVolatile() {
    return isVolatile != null && isVolatile;
  }

  /**
   * Returns how many times an event may be sent again; see {@link #retries(int)}.
   *
   * @return the number; 0 unless set
   */
  public int retries() {
    return retries == null ? 0 : retries;
  }

  /**
   * Returns how long to wait for an acknowledgement.
   *
   * @return the timeout, or null for that of the emitter or the client
   */
  public @Nullable Duration timeout() {
    return timeout;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof EmitOptions that
        && Objects.equals(isVolatile, that.isVolatile)
        && Objects.equals(retries, that.retries)
        && Objects.equals(timeout, that.timeout);
  }

  @Override
  public int hashCode() {
    return Objects.hash(isVolatile, retries, timeout);
  }

  @Override
  public String toString() {
    return String.format(
        "EmitOptions[volatile=%s, retries=%s, timeout=%s]", isVolatile(), retries(), timeout);
  }
}
