package socketio;

/** Hears of the server's pings. Runs where an {@link EventHandler} runs. */
@FunctionalInterface
public interface PingHandler {
  /**
   * The server has sent a ping, and has been answered.
   *
   * @throws Exception anything; it goes to the client's {@code onError}
   */
  void handle() throws Exception;
}
