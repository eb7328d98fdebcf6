package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides, each time a connection is lost or an attempt fails, whether and when to try again.
 *
 * <p>A policy is also consulted when the server has disconnected or refused the last remaining
 * namespace; no delay is proposed then, unless {@link Reconnection#afterServerDisconnect} is set.
 * If the policy returns a delay, all namespaces that the server disconnected or refused on that
 * connection are joined again. A policy is not consulted about one namespace while others remain.
 */
@FunctionalInterface
public interface ReconnectionPolicy {
  /**
   * Decides about an attempt. Runs on a thread of its own, where it may block; meanwhile the client
   * is {@link ClientState#WAITING}, and {@code disconnect()} or another {@code connect(…)}
   * overrides the decision, as does {@code checkNow()} if a delay is proposed. If this method
   * throws, the exception is reported to {@code onError} and {@link Attempt#proposed} applies.
   *
   * @param attempt the attempt in question, and the reason for it
   * @return how long to wait before the attempt, or null to give up
   * @throws Exception any exception; see above
   */
  @Nullable Duration decide(Attempt attempt) throws Exception;

  /**
   * An attempt that might be made.
   *
   * @param number its number, from 1, starting over after each established connection
   * @param reason why the connection ended, or null if an attempt to connect has failed
   * @param cause what went wrong, or null if unknown; a {@link ConnectionException} if an attempt
   *     to connect has failed, with namespace and data if the server refused it
   * @param proposed what would happen without this policy: the delay, or null to give up
   */
  record Attempt(
      int number,
      @Nullable DisconnectReason reason,
      @Nullable Throwable cause,
      @Nullable Duration proposed) {}
}
