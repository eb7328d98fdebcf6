package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.internal.Check;
import socketio.internal.Durations;

/**
 * How a client comes back after the connection was lost. Immutable. Without a policy of its own it
 * does not come back when the server answers an attempt with 401 or 403, or has disconnected the
 * client; it waits longer, an hour at the most, where the server asks for that by {@code
 * Retry-After}.
 *
 * @param attempts how many attempts before giving up; 0 for no limit, -1 for none at all
 * @param delay the delay before the first attempt; it doubles with each further one
 * @param maxDelay the longest delay
 * @param jitter by what part a delay is changed at random, either way, between 0 and 1
 * @param afterServerDisconnect whether to come back when the server has disconnected the client
 * @param policy what has the last word, or null
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
   * Checks the values.
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
   * Any number of attempts, after 1 s, 2 s, 4 s, then every 5 s, each changed by up to half.
   *
   * @return the defaults
   */
  public static Reconnection defaults() {
    return DEFAULTS;
  }

  /**
   * No reconnection.
   *
   * @return settings that allow no attempt
   */
  public static Reconnection none() {
    return NONE;
  }

  /**
   * Limits the attempts.
   *
   * @param attempts how many before giving up; 0 for no limit
   * @return changed settings
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
   * @return changed settings
   */
  public Reconnection delay(Duration delay) {
    return new Reconnection(attempts, delay, maxDelay, jitter, afterServerDisconnect, policy);
  }

  /**
   * Sets the longest delay.
   *
   * @param maxDelay the longest delay
   * @return changed settings
   */
  public Reconnection maxDelay(Duration maxDelay) {
    return new Reconnection(attempts, delay, maxDelay, jitter, afterServerDisconnect, policy);
  }

  /**
   * Sets the jitter.
   *
   * @param jitter by what part a delay is changed at random, between 0 and 1
   * @return changed settings
   */
  public Reconnection jitter(double jitter) {
    return new Reconnection(attempts, delay, maxDelay, jitter, afterServerDisconnect, policy);
  }

  /**
   * Sets whether to come back when the server has disconnected the last namespace. Otherwise that
   * is the end, as in the other clients, unless a policy wants something else.
   *
   * <p>If so, a namespace that the server disconnects while others stay is joined again by the next
   * reconnection, or by its own {@code connect}; where the others go, too, because the application
   * leaves them or the server refuses them, the client reconnects for it.
   *
   * <p>If not, such a namespace is joined again by its own {@code connect} only, or with the others
   * when the server has disconnected them all and the policy wants to come back.
   *
   * @param wanted whether to come back
   * @return changed settings
   */
  public Reconnection afterServerDisconnect(boolean wanted) {
    return new Reconnection(attempts, delay, maxDelay, jitter, wanted, policy);
  }

  /**
   * Sets what has the last word about every attempt.
   *
   * @param policy the policy
   * @return changed settings
   */
  public Reconnection policy(ReconnectionPolicy policy) {
    return new Reconnection(
        attempts, delay, maxDelay, jitter, afterServerDisconnect, Check.notNull(policy, "policy"));
  }

  /**
   * Whether an attempt may be made.
   *
   * @param attempt the number of the attempt, from 1
   * @return true if it is within the limit
   */
  public boolean allows(int attempt) {
    return attempts == 0 || attempt <= attempts;
  }

  /**
   * The delay before an attempt: {@code delay * 2^(attempt-1)}, at most {@code maxDelay}, changed
   * by the jitter, at most {@code maxDelay} again. A pure function.
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
