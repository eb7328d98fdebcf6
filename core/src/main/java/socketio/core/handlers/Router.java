package socketio.core.handlers;

import java.util.function.Function;
import socketio.Args;
import socketio.core.PrefixedArgs;
import socketio.internal.Check;
import socketio.spi.Packet;

/**
 * Decides who handles what happens in one namespace. Exactly one of these does, the first that has
 * something for it: functions of the namespace for the event, those for every event, functions of
 * all namespaces for the event, those for every event, the class of the namespace, the class of all
 * namespaces.
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

  /** Who handles an event. */
  Route event(String event, Args args) {
    HandlerTable.Handlers functions = own.named(event);
    if (functions != null) {
      return Route.to(functions, args);
    }
    functions = own.every();
    if (functions != null) {
      return Route.to(functions, new PrefixedArgs(args, event));
    }
    functions = shared.functions().named(event);
    if (functions != null) {
      return Route.to(functions, inNamespace(args));
    }
    functions = shared.functions().every();
    if (functions != null) {
      return Route.to(functions, new PrefixedArgs(args, event, path));
    }
    // Or a server could make believe that the connection has changed.
    return Packet.Event.isReserved(event) ? Route.none(args) : method(event, args);
  }

  /** The method that handles an event or a connection change, if there is one. */
  Route method(String event, Args args) {
    ClassHandlers ofPath = shared.ofClass(path);
    if (ofPath != null && ofPath.handles(event)) {
      return Route.to(given -> ofPath.trigger().handle(event, given), args);
    }
    ClassHandlers ofAll = shared.ofClass(Check.ALL_NAMESPACES);
    if (ofAll != null && ofAll.handles(event)) {
      return Route.to(given -> ofAll.trigger().handle(event, given), inNamespace(args));
    }
    return Route.none(args);
  }

  /** The functions that hear of a change of the connection; if there are none, a method may. */
  <H> Registrations<H> functions(Function<HandlerTable, Registrations<H>> kind) {
    Registrations<H> ofPath = kind.apply(own);
    return ofPath.isEmpty() ? kind.apply(shared.functions()) : ofPath;
  }

  /** The arguments as handlers of all namespaces get them. */
  Args inNamespace(Args args) {
    return new PrefixedArgs(args, path);
  }
}
