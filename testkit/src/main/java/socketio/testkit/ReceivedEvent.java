package socketio.testkit;

import org.jspecify.annotations.Nullable;
import socketio.Args;

/**
 * An event that a client sent. Thread-safe.
 *
 * @since 1.0
 */
public interface ReceivedEvent {
  /**
   * The event's name.
   *
   * @return the name
   */
  String name();

  /**
   * The event's arguments.
   *
   * @return the arguments, without the name
   */
  Args args();

  /**
   * Whether the client requested an acknowledgement.
   *
   * @return true if it did
   */
  boolean wantsAck();

  /**
   * Acknowledges the event, if no handler of the namespace does.
   *
   * @param values the values of the acknowledgement
   * @throws IllegalStateException if the client did not request an acknowledgement, or if one has
   *     already been sent
   */
  void ack(@Nullable Object... values);
}
