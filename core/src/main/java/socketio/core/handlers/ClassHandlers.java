package socketio.core.handlers;

import org.jspecify.annotations.Nullable;
import socketio.Args;

/** A registered class-based namespace. */
record ClassHandlers(Class<?> type, MethodTable methods, Trigger trigger) {
  /** Handles an event; may be the application's own code. */
  interface Trigger {
    @Nullable Object handle(String event, Args args) throws Exception;
  }

  /** Whether an event, or a connection change, is one for this class. */
  boolean handles(String event) {
    return methods.handles(event);
  }
}
