package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.internal.Check;

/**
 * How events are sent by an emitter that {@code with(options)} gave. Immutable.
 *
 * @param isVolatile whether events may be lost; see {@link #asVolatile}
 * @param retries how often an event is sent again; see {@link #retries(int)}
 * @param timeout how long to wait for an acknowledgement, or null for the client's {@code
 *     callTimeout}
 */
public record EmitOptions(boolean isVolatile, int retries, @Nullable Duration timeout) {
  private static final EmitOptions DEFAULTS = new EmitOptions(false, 0, null);

  /**
   * Checks the values.
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
      throw new IllegalArgumentException("retries: a volatile event is not sent again");
    }
    if (timeout != null) {
      Check.positive(timeout, "timeout");
    }
  }

  /**
   * Events that are sent once, as emitters send them that were not given options.
   *
   * @return the defaults
   */
  public static EmitOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Events that are of no use later, such as positions in a game: one is dropped if the namespace
   * is not connected or the connection has not yet sent what was emitted before. That is no error,
   * except for a {@code call}, which fails with {@link NotConnectedException}.
   *
   * @return changed options
   */
  public EmitOptions asVolatile() {
    return new EmitOptions(true, retries, timeout);
  }

  /**
   * Events that arrive at least once: each is sent again, under the same acknowledgement id, until
   * the server has acknowledged it. Those of one namespace leave in order, one after the other: the
   * next when the one before was acknowledged or given up. Every disconnection and every timeout
   * counts as a try; while there is no connection they wait. They fail when the tries are used up,
   * when the client does not reconnect, or when 10,000 of the namespace, or 64 MiB of them, wait
   * already. The server may see an event more than once.
   *
   * @param retries how many tries follow the first one; 0 for none: the event is sent once, and not
   *     queued
   * @return changed options
   */
  public EmitOptions retries(int retries) {
    return new EmitOptions(isVolatile, retries, timeout);
  }

  /**
   * Sets how long to wait for an acknowledgement: of {@code call}, and of each try.
   *
   * @param timeout the time
   * @return changed options
   */
  public EmitOptions timeout(Duration timeout) {
    return new EmitOptions(isVolatile, retries, Check.positive(timeout, "timeout"));
  }
}
