package socketio.core.handlers;

import static socketio.core.handlers.HandlerParameters.invalid;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.OnEvent;
import socketio.internal.Binding;
import socketio.spi.Packet;

/**
 * The methods of a class-based namespace by the events that they handle, resolved once at
 * registration. Connection changes are events with reserved names. Immutable once created.
 */
final class MethodTable implements Binding.Methods {
  static final String CONNECT = "connect";
  static final String CONNECT_ERROR = "connect_error";
  static final String DISCONNECT = "disconnect";

  /** The types of the values that each connection change carries. */
  private static final Map<String, List<Class<?>>> CONNECTION_CHANGES =
      Map.of(
          CONNECT, List.of(),
          CONNECT_ERROR, List.of(ConnectionException.class),
          DISCONNECT, List.of(DisconnectReason.class));

  private final Map<String, HandlerMethod> byEvent = new HashMap<>();
  private boolean handlesEverything;

  private MethodTable() {}

  /**
   * Finds the handlers among the methods of an object.
   *
   * @param base the class whose subclasses declare them
   * @param allNamespaces whether the first argument is always the path of the namespace
   * @throws IllegalArgumentException if a method cannot be a handler, or two handle the same event
   */
  static MethodTable of(Object object, Class<?> base, boolean allNamespaces) {
    var table = new MethodTable();
    Class<?> type = object.getClass();
    Proxies.check(type);
    var variables = new TypeVariables(type);
    var parameters = new HandlerParameters(type, variables, allNamespaces);
    for (ScannedMethod method : MethodScan.of(type, base, variables)) {
      if (isTrigger(method.method())) {
        table.handlesEverything |= !Proxies.declare(method);
        continue;
      }
      Set<String> events = events(method);
      if (events.isEmpty()) {
        continue;
      }
      if (method.isStatic()) {
        throw invalid(
            method.method(), "is static: only methods of the object itself handle events");
      }
      if (Kotlin.isSuspending(method)) {
        throw invalid(
            method.method(),
            "is a suspend function, which cannot be called from here; make it a plain function"
                + " that blocks or returns a CompletionStage");
      }
      List<Class<?>> change = CONNECTION_CHANGES.get(events.iterator().next());
      table.add(
          events,
          new HandlerMethod(
              object,
              method.method(),
              change == null
                  ? parameters.forEvent(method)
                  : parameters.forConnectionChange(method, change)));
    }
    return table;
  }

  private static boolean isTrigger(Method method) {
    return method.getName().equals("triggerEvent")
        && List.of(method.getParameterTypes()).equals(List.of(String.class, Args.class));
  }

  /** Returns what a method handles: a connection change, one or two events, or nothing. */
  private static Set<String> events(ScannedMethod scanned) {
    Method method = scanned.method();
    OnEvent annotation = scanned.annotation();
    if (annotation != null) {
      return Set.of(checked(method, annotation.value()));
    }
    if (Kotlin.isNested(scanned) || (scanned.isStatic() && isOfInterface(method))) {
      return Set.of();
    }
    var events = new LinkedHashSet<String>();
    boolean named = false;
    for (String name : Kotlin.names(scanned)) {
      if (EventNames.isHandler(name)) {
        named = true;
        events.addAll(EventNames.of(name));
      }
    }
    if (!named) {
      return Set.of();
    }
    if (events.isEmpty()) {
      throw invalid(method, "names no event; onMyEvent, on_my_event, @OnEvent(\"my event\") do");
    }
    for (String change : CONNECTION_CHANGES.keySet()) {
      if (events.contains(change)) {
        return Set.of(change);
      }
    }
    events.forEach(event -> checked(method, event));
    return events;
  }

  /** Whether a method belongs to an interface; a static one is not inherited then. */
  private static boolean isOfInterface(Method method) {
    return method.getDeclaringClass().isInterface();
  }

  private static String checked(Method method, String event) {
    if (Packet.Event.isReserved(event)) {
      throw invalid(
          method,
          String.format(
              "is for '%s', a reserved name that no event has; handle connection changes with"
                  + " onConnect, onConnectError and onDisconnect",
              event));
    }
    if (event.equals(HandlerTable.WILDCARD)) {
      throw invalid(method, "is for '*'; override triggerEvent to see every event");
    }
    return event;
  }

  private void add(Set<String> events, HandlerMethod handler) {
    for (String event : events) {
      HandlerMethod other = byEvent.put(event, handler);
      if (other != null) {
        throw new IllegalArgumentException(
            String.format(
                "handlers: %s and %s both handle '%s': only one method can",
                other, handler, event));
      }
    }
  }

  boolean handles(String event) {
    return handlesEverything || byEvent.containsKey(event);
  }

  @Override
  public @Nullable Object invoke(String event, Args args) throws Exception {
    HandlerMethod method = byEvent.get(event);
    return method == null ? null : method.invoke(event, args);
  }
}
