package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A step on the way back to a connection. Attempts are numbered from 1, anew after every connection
 * that was established. The first attempt of a {@code connect(…)} is not a reconnection; those that
 * follow it because of {@link ConnectOptions#retry} are.
 */
public sealed interface ReconnectionEvent {
  /**
   * An attempt will be made.
   *
   * @param attempt its number
   * @param delay how long from now
   * @param cause why it is needed, as far as it is known
   */
  record Scheduled(int attempt, Duration delay, @Nullable Throwable cause)
      implements ReconnectionEvent {}

  /**
   * An attempt begins.
   *
   * @param attempt its number
   */
  record Attempting(int attempt) implements ReconnectionEvent {}

  /**
   * An attempt has failed.
   *
   * @param attempt its number
   * @param error why; tells whether another one follows
   */
  record Failed(int attempt, ConnectionException error) implements ReconnectionEvent {}

  /**
   * The client is connected again.
   *
   * @param attempt the number of the attempt that succeeded
   */
  record Succeeded(int attempt) implements ReconnectionEvent {}

  /**
   * No attempt is made any more: the settings allow none, or the policy wants none. So it is, by
   * default, when the server has disconnected or refused the last namespace. Not told after {@code
   * disconnect()} or {@code close()}, nor when a first {@code connect(…)} without {@code retry}
   * fails.
   *
   * @param attempts how many were made
   * @param cause what the last one, or the connection, ended with, as far as it is known
   */
  record GaveUp(int attempts, @Nullable Throwable cause) implements ReconnectionEvent {}
}
