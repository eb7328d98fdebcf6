package socketio;

/** Hears of what a client does to come back. */
@FunctionalInterface
public interface ReconnectionHandler {
  /**
   * Called on the handler executor, in order.
   *
   * @param event what has happened
   * @throws Exception goes to {@code onError}
   */
  void handle(ReconnectionEvent event) throws Exception;
}
