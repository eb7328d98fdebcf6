package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.internal.Check;
import socketio.internal.Durations;

/**
 * How a client reconnects after losing its connection. Immutable. Without a policy, the client does
 * not reconnect if the server answers an attempt with 401 or 403, or has disconnected the client;
 * it waits longer, one hour at most, if the server requests so with {@code Retry-After}.
 *
 * @param attempts the number of attempts before giving up; 0 for no limit, -1 for no attempts at
 *     all
 * @param delay the delay before the first attempt; doubled for each further one
 * @param maxDelay the longest delay
 * @param jitter the fraction by which a delay is randomly increased or decreased, between 0 and 1
 * @param afterServerDisconnect whether to reconnect when the server has disconnected the client
 * @param policy the policy that makes the final decision, or null
 */
public record Reconnection(
    int attempts,
    Duration delay,
    Duration maxDelay,
    double jitter,
    boolean afterServerDisconnect,
    @Nullable ReconnectionPolicy policy) {
  private static final Reconnection DEFAULTS =
      new Reconnection(0, Duration.ofSeconds(1), Duration.ofSeconds(5), 0.5, false, null);
  private static final Reconnection NONE =
      new Reconnection(-1, Duration.ofSeconds(1), Duration.ofSeconds(5), 0.5, false, null);

  /**
   * Validates the values.
   *
   * @param attempts see above
   * @param delay see above
   * @param maxDelay see above
   * @param jitter see above
   * @param afterServerDisconnect see above
   * @param policy see above
   */
  public Reconnection {
    if (attempts < -1) {
      throw new IllegalArgumentException("attempts: " + attempts + " must not be negative");
    }
    Check.notNegative(delay, "delay");
    Check.notNegative(maxDelay, "maxDelay");
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter: " + jitter + " must be between 0 and 1");
    }
  }

  /**
   * Returns the default settings: unlimited attempts, after 1 s, 2 s, 4 s, then every 5 s, each
   * delay randomly changed by up to half.
   *
   * @return the defaults
   */
  public static Reconnection defaults() {
    return DEFAULTS;
  }

  /**
   * Returns settings that disable reconnection.
   *
   * @return settings that allow no attempt
   */
  public static Reconnection none() {
    return NONE;
  }

  /**
   * Limits the number of attempts.
   *
   * @param attempts the number of attempts before giving up; 0 for no limit
   * @return a modified copy
   */
  public Reconnection attempts(int attempts) {
    if (attempts < 0) {
      throw new IllegalArgumentException("attempts: " + attempts + " must not be negative");
    }
    return new Reconnection(attempts, delay, maxDelay, jitter, afterServerDisconnect, policy);
  }

  /**
   * Sets the first delay.
   *
   * @param delay the delay before the first attempt
   * @return a modified copy
   */
  public Reconnection delay(Duration delay) {
    return new Reconnection(attempts, delay, maxDelay, jitter, afterServerDisconnect, policy);
  }

  /**
   * Sets the longest delay.
   *
   * @param maxDelay the longest delay
   * @return a modified copy
   */
  public Reconnection maxDelay(Duration maxDelay) {
    return new Reconnection(attempts, delay, maxDelay, jitter, afterServerDisconnect, policy);
  }

  /**
   * Sets the jitter.
   *
   * @param jitter the fraction by which a delay is randomly increased or decreased, between 0 and 1
   * @return a modified copy
   */
  public Reconnection jitter(double jitter) {
    return new Reconnection(attempts, delay, maxDelay, jitter, afterServerDisconnect, policy);
  }

  /**
   * Sets whether to reconnect when the server has disconnected the last namespace. If not, the
   * connection has ended for good, as in other Socket.IO clients, unless a policy decides
   * otherwise.
   *
   * <p>If true, a namespace that the server disconnects while others remain is joined again on the
   * next reconnection, or by its own {@code connect}; if the others end too, because the
   * application leaves them or the server refuses them, the client reconnects for it.
   *
   * <p>If false, such a namespace is joined again only by its own {@code connect}, or with the
   * others when the server has disconnected them all and the policy decides to reconnect.
   *
   * @param wanted whether to reconnect
   * @return a modified copy
   */
  public Reconnection afterServerDisconnect(boolean wanted) {
    return new Reconnection(attempts, delay, maxDelay, jitter, wanted, policy);
  }

  /**
   * Sets the policy that makes the final decision about every attempt.
   *
   * @param policy the policy
   * @return a modified copy
   */
  public Reconnection policy(ReconnectionPolicy policy) {
    return new Reconnection(
        attempts, delay, maxDelay, jitter, afterServerDisconnect, Check.notNull(policy, "policy"));
  }

  /**
   * Returns whether an attempt is allowed.
   *
   * @param attempt the number of the attempt, from 1
   * @return true if it is within the limit
   */
  public boolean allows(int attempt) {
    return attempts == 0 || attempt <= attempts;
  }

  /**
   * Returns the delay before an attempt: {@code delay * 2^(attempt-1)}, at most {@code maxDelay},
   * changed by the jitter, and again at most {@code maxDelay}. A pure function.
   *
   * @param attempt the number of the attempt, from 1
   * @param random a number from 0 (inclusive) to 1 (exclusive)
   * @return the delay
   */
  public Duration delay(int attempt, double random) {
    double max = Durations.toNanosSaturated(maxDelay);
    double nominal = Math.min(max, Durations.toNanosSaturated(delay) * Math.pow(2, attempt - 1));
    double changed = nominal * (1 + jitter * (2 * random - 1));
    return Duration.ofNanos((long) Math.min(max, changed));
  }
}
