package socketio.core.handlers;

import java.util.function.Function;
import socketio.Args;
import socketio.core.PrefixedArgs;
import socketio.internal.Check;
import socketio.spi.Packet;

/**
 * Finds the handlers of the events and connection changes of one namespace. Only one level handles
 * an event, the first that has handlers for it: functions of the namespace for the event, those for
 * every event, functions of all namespaces for the event, those for every event, the class of the
 * namespace, the class of all namespaces.
 */
public final class Router {
  private final String path;
  private final HandlerTable own;
  private final SharedHandlers shared;

  public Router(String path, HandlerTable own, SharedHandlers shared) {
    this.path = path;
    this.own = own;
    this.shared = shared;
  }

  /** Returns the route of an event. */
  Route event(String event, Args args) {
    HandlerTable.Handlers functions = own.forEvent(event);
    if (functions != null) {
      return Route.to(functions, args);
    }
    functions = own.wildcard();
    if (functions != null) {
      return Route.to(functions, new PrefixedArgs(args, event));
    }
    functions = shared.functions().forEvent(event);
    if (functions != null) {
      return Route.to(functions, withNamespace(args));
    }
    functions = shared.functions().wildcard();
    if (functions != null) {
      return Route.to(functions, new PrefixedArgs(args, event, path));
    }
    // Otherwise a server could fake a connection change.
    return Packet.Event.isReserved(event) ? Route.none(args) : method(event, args);
  }

  /** Returns the route to the method that handles an event or a connection change, if any. */
  Route method(String event, Args args) {
    ClassHandlers ofPath = shared.classHandlers(path);
    if (ofPath != null && ofPath.handles(event)) {
      return Route.to(given -> ofPath.trigger().handle(event, given), args);
    }
    ClassHandlers ofAll = shared.classHandlers(Check.ALL_NAMESPACES);
    if (ofAll != null && ofAll.handles(event)) {
      return Route.to(given -> ofAll.trigger().handle(event, given), withNamespace(args));
    }
    return Route.none(args);
  }

  /** Returns the functions to call for a connection change; if empty, a method may handle it. */
  <H> Registrations<H> functions(Function<HandlerTable, Registrations<H>> kind) {
    Registrations<H> ofPath = kind.apply(own);
    return ofPath.isEmpty() ? kind.apply(shared.functions()) : ofPath;
  }

  /** Returns arguments as handlers of all namespaces get them: with the path in front. */
  Args withNamespace(Args args) {
    return new PrefixedArgs(args, path);
  }
}
