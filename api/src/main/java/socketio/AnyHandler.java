package socketio;

/**
 * Handles every event, regardless of its name. Runs where an {@link EventHandler} runs.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface AnyHandler {
  /**
   * Handles an event.
   *
   * @param event the event's name
   * @param args the event's arguments
   * @throws Exception any exception; it is reported to the client's {@code onError}
   */
  void handle(String event, Args args) throws Exception;
}
