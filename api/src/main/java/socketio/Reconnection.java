package socketio;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import socketio.internal.Check;

/**
 * How a client reconnects after losing its connection. Immutable: each method that changes a
 * setting returns a modified copy. Without a policy, the client does not reconnect if the server
 * answers an attempt with 401 or 403, has refused every namespace, or has disconnected the client
 * (unless {@link #afterServerDisconnect} is set); it waits longer, one hour at most, if the server
 * requests so with {@code Retry-After}. A first {@code connect} is retried in the same way only
 * with {@link ConnectOptions#retry}.
 *
 * @since 1.0
 */
public final class Reconnection {
  private static final Reconnection DEFAULTS =
      new Reconnection(
          Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofSeconds(5), 0.5, false, null);
  private static final Reconnection NONE =
      new Reconnection(0, Duration.ofSeconds(1), Duration.ofSeconds(5), 0.5, false, null);

  private final int attempts;
  private final Duration delay;
  private final Duration maxDelay;
  private final double jitter;
  private final boolean afterServerDisconnect;
  private final @Nullable Policy policy;

  private Reconnection(
      int attempts,
      Duration delay,
      Duration maxDelay,
      double jitter,
      boolean afterServerDisconnect,
      @Nullable Policy policy) {
    this.attempts = attempts;
    this.delay = delay;
    this.maxDelay = maxDelay;
    this.jitter = jitter;
    this.afterServerDisconnect = afterServerDisconnect;
    this.policy = policy;
  }

  /**
   * Returns the default settings: unlimited attempts, after 1 s, 2 s, 4 s, then every 5 s, each
   * delay randomly changed by up to half, but never above 5 s.
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
   * Limits the number of attempts, which are counted anew after each established connection. The
   * first attempt of a {@code connect(…)} is not counted.
   *
   * @param attempts the number of attempts before giving up, at least 1; see {@link
   *     #unlimitedAttempts} and {@link #none}
   * @return a modified copy
   * @throws IllegalArgumentException if the number is not positive
   */
  public Reconnection attempts(int attempts) {
    if (attempts < 1) {
      throw new IllegalArgumentException(
          "attempts: "
              + attempts
              + " must be positive; there are unlimitedAttempts() and Reconnection.none()");
    }
    return new Reconnection(attempts, delay, maxDelay, jitter, afterServerDisconnect, policy);
  }

  /**
   * Removes the limit of the number of attempts. This is the default.
   *
   * @return a modified copy
   */
  public Reconnection unlimitedAttempts() {
    return attempts(Integer.MAX_VALUE);
  }

  /**
   * Sets the first delay; it is doubled for each further attempt. Default: 1 second.
   *
   * @param delay the delay before the first attempt, not negative
   * @return a modified copy
   * @throws IllegalArgumentException if the delay is negative
   */
  public Reconnection delay(Duration delay) {
    return new Reconnection(
        attempts,
        Check.notNegative(delay, "delay"),
        maxDelay,
        jitter,
        afterServerDisconnect,
        policy);
  }

  /**
   * Sets the longest delay, jitter included. Default: 5 seconds.
   *
   * @param maxDelay the longest delay, not negative
   * @return a modified copy
   * @throws IllegalArgumentException if the delay is negative
   */
  public Reconnection maxDelay(Duration maxDelay) {
    return new Reconnection(
        attempts,
        delay,
        Check.notNegative(maxDelay, "maxDelay"),
        jitter,
        afterServerDisconnect,
        policy);
  }

  /**
   * Sets the jitter. Default: 0.5.
   *
   * @param jitter the fraction by which a delay is randomly increased or decreased, between 0 and 1
   * @return a modified copy
   * @throws IllegalArgumentException if the fraction is outside that range
   */
  public Reconnection jitter(double jitter) {
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter: " + jitter + " must be between 0 and 1");
    }
    return new Reconnection(attempts, delay, maxDelay, jitter, afterServerDisconnect, policy);
  }

  /**
   * Sets whether to reconnect when the server has disconnected the last namespace. If not, the
   * connection has ended for good, as in other Socket.IO clients, unless a policy decides
   * otherwise. Default: false.
   *
   * @param wanted whether to reconnect
   * @return a modified copy
   */
  public Reconnection afterServerDisconnect(boolean wanted) {
    return new Reconnection(attempts, delay, maxDelay, jitter, wanted, policy);
  }

  /**
   * Sets the policy that makes the final decision about every attempt, also about those that the
   * other settings do not allow. Default: none; the other settings decide.
   *
   * @param policy the policy
   * @return a modified copy
   */
  public Reconnection policy(Policy policy) {
    return new Reconnection(
        attempts, delay, maxDelay, jitter, afterServerDisconnect, Check.notNull(policy, "policy"));
  }

  /**
   * Returns how many attempts are made before giving up.
   *
   * @return the number; 0 for none, {@link Integer#MAX_VALUE} if unlimited
   */
  public int attempts() {
    return attempts;
  }

  /**
   * Returns the delay before the first attempt.
   *
   * @return the delay
   */
  public Duration delay() {
    return delay;
  }

  /**
   * Returns the longest delay.
   *
   * @return the delay
   */
  public Duration maxDelay() {
    return maxDelay;
  }

  /**
   * Returns the jitter.
   *
   * @return a fraction between 0 and 1
   */
  public double jitter() {
    return jitter;
  }

  /**
   * Returns whether the client reconnects when the server has disconnected the last namespace.
   *
   * @return whether it does
   */
  public boolean afterServerDisconnect() {
    return afterServerDisconnect;
  }

  /**
   * Returns the policy that makes the final decision.
   *
   * @return the policy, or null
   */
  public @Nullable Policy policy() {
    return policy;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Reconnection that
        && attempts == that.attempts
        && delay.equals(that.delay)
        && maxDelay.equals(that.maxDelay)
        && Double.compare(jitter, that.jitter) == 0
        && afterServerDisconnect == that.afterServerDisconnect
        && Objects.equals(policy, that.policy);
  }

  @Override
  public int hashCode() {
    return Objects.hash(attempts, delay, maxDelay, jitter, afterServerDisconnect, policy);
  }

  @Override
  public String toString() {
    return String.format(
        "Reconnection[attempts=%s, delay=%s, maxDelay=%s, jitter=%s, afterServerDisconnect=%s,"
            + " policy=%s]",
        attempts == Integer.MAX_VALUE ? "unlimited" : attempts,
        delay,
        maxDelay,
        jitter,
        afterServerDisconnect,
        policy);
  }

  /**
   * Decides, each time a connection is lost or an attempt fails, whether and when to try again. It
   * is not consulted when a first {@code connect} without {@link ConnectOptions#retry} fails.
   *
   * <p>A policy is also consulted when the server has disconnected or refused the last remaining
   * namespace; no delay is proposed then, unless {@link #afterServerDisconnect} is set. If the
   * policy returns a delay, all namespaces that the server disconnected or refused on that
   * connection are joined again. A policy is not consulted about one namespace while others remain.
   *
   * <p>For example, to give up when the server says so, and otherwise keep to the settings:
   *
   * <pre>{@code
   * reconnection.policy(
   *     attempt ->
   *         attempt.cause() instanceof ConnectionException error
   *                 && "banned".equals(error.serverMessage())
   *             ? null
   *             : attempt.proposed())
   * }</pre>
   */
  @FunctionalInterface
  public interface Policy {
    /**
     * Decides about an attempt. Runs on a thread of its own, where it may block; meanwhile the
     * client is {@link ClientState#WAITING}, and {@code disconnect()} or another {@code connect(…)}
     * overrides the decision, as does {@code checkNow()} if a delay is proposed. If this method
     * throws, or the delay is negative, that is reported to {@code onError} and {@link
     * Attempt#proposed} applies.
     *
     * @param attempt the attempt in question, and the reason for it
     * @return how long to wait before the attempt, or null to give up
     * @throws Exception any exception; see above
     */
    @Nullable Duration decide(Attempt attempt) throws Exception;
  }

  /** An attempt that might be made, for a {@link Policy}. */
  public static final class Attempt {
    private final int number;
    private final @Nullable DisconnectReason reason;
    private final @Nullable Throwable cause;
    private final @Nullable Duration proposed;

    private Attempt(
        int number,
        @Nullable DisconnectReason reason,
        @Nullable Throwable cause,
        @Nullable Duration proposed) {
      this.number = number;
      this.reason = reason;
      this.cause = cause;
      this.proposed = proposed;
    }

    /**
     * Returns an attempt; an application needs this to test its policy.
     *
     * @param number see {@link #number}
     * @param reason see {@link #reason}
     * @param cause see {@link #cause}
     * @param proposed see {@link #proposed}
     * @return the attempt
     */
    public static Attempt of(
        int number,
        @Nullable DisconnectReason reason,
        @Nullable Throwable cause,
        @Nullable Duration proposed) {
      return new Attempt(number, reason, cause, proposed);
    }

    /**
     * Returns the attempt's number.
     *
     * @return the number, from 1, starting over after each established connection
     */
    public int number() {
      return number;
    }

    /**
     * Returns why the connection ended.
     *
     * @return the reason, or null if an attempt to connect has failed
     */
    public @Nullable DisconnectReason reason() {
      return reason;
    }

    /**
     * Returns what went wrong.
     *
     * @return the error, or null if unknown; a {@link ConnectionException} if an attempt to connect
     *     has failed, with namespace and data if the server refused it
     */
    public @Nullable Throwable cause() {
      return cause;
    }

    /**
     * Returns what would happen without the policy.
     *
     * @return the delay before the attempt, or null to give up
     */
    public @Nullable Duration proposed() {
      return proposed;
    }

    @Override
    public String toString() {
      return String.format(
          "Attempt[number=%s, reason=%s, cause=%s, proposed=%s]", number, reason, cause, proposed);
    }
  }

  /**
   * A step of a reconnection. Attempts are numbered from 1, starting over after each established
   * connection. The first attempt of a {@code connect(…)} is not a reconnection; those that follow
   * it because of {@link ConnectOptions#retry} are.
   */
  public sealed interface Event {
    /**
     * An attempt has been scheduled.
     *
     * @param attempt its number
     * @param delay the time from now until it begins
     * @param cause why it is needed, or null if unknown
     */
    record Scheduled(int attempt, Duration delay, @Nullable Throwable cause) implements Event {}

    /**
     * An attempt begins.
     *
     * @param attempt its number
     */
    record Attempting(int attempt) implements Event {}

    /**
     * An attempt has failed.
     *
     * @param attempt its number
     * @param error why it failed, and whether another attempt follows
     */
    record Failed(int attempt, ConnectionException error) implements Event {}

    /**
     * The client is connected again.
     *
     * @param attempt the number of the attempt that succeeded
     */
    record Succeeded(int attempt) implements Event {}

    /**
     * The client has given up: the settings allow no further attempt, or the policy wants none. By
     * default, this is the case when the server has disconnected or refused the last namespace. Not
     * reported after {@code disconnect()} or {@code close()}, nor when a first {@code connect(…)}
     * without {@code retry} fails.
     *
     * @param attempts how many attempts were made
     * @param cause the error that ended the last attempt or the connection, or null if unknown
     */
    record GaveUp(int attempts, @Nullable Throwable cause) implements Event {}
  }
}
