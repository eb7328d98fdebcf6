package socketio;

import org.jspecify.annotations.Nullable;

/** Called when a client's state changes. Runs where an {@link EventHandler} runs. */
@FunctionalInterface
public interface StateHandler {
  /**
   * Called when the state has changed.
   *
   * @param from the previous state
   * @param to the new state
   * @param cause the error that caused the change, or null
   * @throws Exception any exception; it is reported to the client's {@code onError}
   */
  void handle(ClientState from, ClientState to, @Nullable Throwable cause) throws Exception;
}
