package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.internal.Check;

/**
 * How an emitter returned by {@code with(options)} sends events. Immutable.
 *
 * @param isVolatile whether events may be lost; see {@link #asVolatile}
 * @param retries how many times an event may be sent again; see {@link #retries(int)}
 * @param timeout how long to wait for an acknowledgement, or null for the client's {@code
 *     callTimeout}
 */
public record EmitOptions(boolean isVolatile, int retries, @Nullable Duration timeout) {
  private static final EmitOptions DEFAULTS = new EmitOptions(false, 0, null);

  /**
   * Validates the values.
   *
   * @param isVolatile see above
   * @param retries see above
   * @param timeout see above
   */
  public EmitOptions {
    if (retries < 0) {
      throw new IllegalArgumentException("retries: " + retries + " must not be negative");
    }
    if (isVolatile && retries > 0) {
      throw new IllegalArgumentException("retries: volatile events cannot be sent again");
    }
    if (timeout != null) {
      Check.positive(timeout, "timeout");
    }
  }

  /**
   * Returns the default options: events are sent once, as by an emitter without options.
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
   */
  public EmitOptions asVolatile() {
    return new EmitOptions(true, retries, timeout);
  }

  /**
   * Returns options for at-least-once delivery: each event is sent again, with the same
   * acknowledgement id, until the server has acknowledged it. The events of one namespace are sent
   * in order, one at a time: the next when the previous one has been acknowledged or has failed.
   * Every disconnection and every timeout counts as a try; while there is no connection, events
   * wait. They fail when the tries are used up, when the client does not reconnect, or when 10,000
   * events or 64 MiB of the namespace are already waiting. The server may receive an event more
   * than once.
   *
   * @param retries how many tries follow the first one; 0 for none: the event is sent once and not
   *     queued
   * @return a modified copy
   */
  public EmitOptions retries(int retries) {
    return new EmitOptions(isVolatile, retries, timeout);
  }

  /**
   * Sets how long a {@code call}, and each try of an event with retries, waits for its
   * acknowledgement.
   *
   * @param timeout the timeout
   * @return a modified copy
   */
  public EmitOptions timeout(Duration timeout) {
    return new EmitOptions(isVolatile, retries, Check.positive(timeout, "timeout"));
  }
}
