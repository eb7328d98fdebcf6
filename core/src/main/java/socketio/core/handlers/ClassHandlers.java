package socketio.core.handlers;

import org.jspecify.annotations.Nullable;
import socketio.Args;

/** A registered class-based namespace. */
record ClassHandlers(Class<?> type, MethodTable methods, Trigger trigger) {
  /** Calls the handler of an event; may run the application's override of {@code triggerEvent}. */
  interface Trigger {
    @Nullable Object handle(String event, Args args) throws Exception;
  }

  /** Whether this class handles an event or a connection change. */
  boolean handles(String event) {
    return methods.handles(event);
  }
}
