package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Decides, each time that a connection is lost or an attempt fails, whether and when to go on.
 *
 * <p>So it does when the server has disconnected or refused the last namespace that there was,
 * where nothing is proposed ({@link Reconnection#afterServerDisconnect} apart). A delay then brings
 * back all that the server has disconnected or refused on that connection. A policy is not asked
 * about one namespace while others stay.
 */
@FunctionalInterface
public interface ReconnectionPolicy {
  /**
   * Decides about an attempt. Runs on a thread of its own, where it may block; meanwhile the client
   * is {@link ClientState#WAITING}, and {@code disconnect()} or another {@code connect(…)} make the
   * answer void, as does {@code checkNow()} where something is proposed. If it throws, {@code
   * onError} is told and {@link Attempt#proposed} holds.
   *
   * @param attempt what would be tried, and why
   * @return how long to wait before the attempt, or null to give up
   * @throws Exception whatever it likes
   */
  @Nullable Duration decide(Attempt attempt) throws Exception;

  /**
   * An attempt that might be made.
   *
   * @param number its number, from 1; it begins anew with every connection that was established
   * @param reason why the connection ended, or null if an attempt to connect has failed
   * @param cause what went wrong, as far as it is known; a {@link ConnectionException} if an
   *     attempt to connect has failed, with namespace and data if the server has refused it
   * @param proposed what would be done without this policy: the delay, or null to give up
   */
  record Attempt(
      int number,
      @Nullable DisconnectReason reason,
      @Nullable Throwable cause,
      @Nullable Duration proposed) {}
}
