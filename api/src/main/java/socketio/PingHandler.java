package socketio;

/** Called for each ping from the server. Runs where an {@link EventHandler} runs. */
@FunctionalInterface
public interface PingHandler {
  /**
   * Called when a ping from the server has been answered.
   *
   * @throws Exception any exception; it is reported to the client's {@code onError}
   */
  void handle() throws Exception;
}
