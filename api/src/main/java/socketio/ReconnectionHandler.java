package socketio;

/** Called for each step of a reconnection. */
@FunctionalInterface
public interface ReconnectionHandler {
  /**
   * Handles a step. Called on the handler executor, in order.
   *
   * @param event the step
   * @throws Exception any exception; it is reported to the client's {@code onError}
   */
  void handle(ReconnectionEvent event) throws Exception;
}
