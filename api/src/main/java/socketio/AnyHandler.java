package socketio;

/** Handles every event, whatever its name. Runs where an {@link EventHandler} runs. */
@FunctionalInterface
public interface AnyHandler {
  /**
   * Handles an event.
   *
   * @param event the event's name
   * @param args the event's arguments
   * @throws Exception anything; it goes to the client's {@code onError}
   */
  void handle(String event, Args args) throws Exception;
}
