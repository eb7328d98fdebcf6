package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A step of a reconnection. Attempts are numbered from 1, starting over after each established
 * connection. The first attempt of a {@code connect(…)} is not a reconnection; those that follow it
 * because of {@link ConnectOptions#retry} are.
 */
public sealed interface ReconnectionEvent {
  /**
   * An attempt has been scheduled.
   *
   * @param attempt its number
   * @param delay the time from now until it begins
   * @param cause why it is needed, or null if unknown
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
   * @param error why it failed, and whether another attempt follows
   */
  record Failed(int attempt, ConnectionException error) implements ReconnectionEvent {}

  /**
   * The client is connected again.
   *
   * @param attempt the number of the attempt that succeeded
   */
  record Succeeded(int attempt) implements ReconnectionEvent {}

  /**
   * The client has given up: the settings allow no further attempt, or the policy wants none. By
   * default, this is the case when the server has disconnected or refused the last namespace. Not
   * reported after {@code disconnect()} or {@code close()}, nor when a first {@code connect(…)}
   * without {@code retry} fails.
   *
   * @param attempts how many attempts were made
   * @param cause the error that ended the last attempt or the connection, or null if unknown
   */
  record GaveUp(int attempts, @Nullable Throwable cause) implements ReconnectionEvent {}
}
