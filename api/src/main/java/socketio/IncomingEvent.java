package socketio;

import java.util.Objects;

/**
 * An event that the server sent, as a {@link SimpleClient} receives it.
 *
 * @param name the event's name
 * @param args the event's arguments
 */
public record IncomingEvent(String name, Args args) {
  /**
   * Checks the components.
   *
   * @param name the event's name
   * @param args the event's arguments
   */
  public IncomingEvent {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(args, "args must not be null");
  }
}
