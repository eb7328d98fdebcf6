package socketio.core.handlers;

import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.CallHandler;
import socketio.EventHandler;

/** The handlers of one event, and the arguments to call them with. */
record Route(Iterable<EventHandler.Async> listeners, @Nullable CallHandler call, Args args) {
  static Route to(HandlerTable.Handlers handlers, Args args) {
    return new Route(handlers.listeners(), handlers.call(), args);
  }

  static Route to(CallHandler call, Args args) {
    return new Route(List.of(), call, args);
  }

  /** Returns a route to no handler. */
  static Route none(Args args) {
    return new Route(List.of(), null, args);
  }
}
