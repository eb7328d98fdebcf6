package socketio.testkit;

import org.jspecify.annotations.Nullable;
import socketio.Args;

/** An event that a client sent. Thread-safe. */
public interface ReceivedEvent {
  /**
   * The event's name.
   *
   * @return the name
   */
  String name();

  /**
   * The event's values.
   *
   * @return the arguments, without the name
   */
  Args args();

  /**
   * Whether the client asked for an acknowledgement.
   *
   * @return true if it did
   */
  boolean wantsAck();

  /**
   * Acknowledges the event, where no handler of the namespace does.
   *
   * @param values what to answer
   * @throws IllegalStateException if the client asked for no acknowledgement, or has got one
   */
  void ack(@Nullable Object... values);
}
