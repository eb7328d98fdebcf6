package socketio;

import java.util.Objects;

/**
 * An event from the server, as received by a {@link SimpleClient}.
 *
 * @param name the event's name
 * @param args the event's arguments
 * @since 1.0
 */
public record IncomingEvent(String name, Args args) {
  /**
   * Creates an event, for tests; no component may be null.
   *
   * @param name the event's name
   * @param args the event's arguments
   */
  public IncomingEvent {
    Objects.requireNonNull(name, "name must not be null");
    Objects.requireNonNull(args, "args must not be null");
  }
}
