package socketio;

import org.jspecify.annotations.Nullable;

/** Hears of changes of a client's state. Runs where an {@link EventHandler} runs. */
@FunctionalInterface
public interface StateHandler {
  /**
   * The state has changed.
   *
   * @param from the previous state
   * @param to the new state
   * @param cause the error that led to it, or null
   * @throws Exception anything; it goes to the client's {@code onError}
   */
  void handle(ClientState from, ClientState to, @Nullable Throwable cause) throws Exception;
}
