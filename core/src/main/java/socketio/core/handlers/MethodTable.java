package socketio.core.handlers;

import static socketio.core.handlers.HandlerParameters.unfit;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
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
 * The methods of a class-based namespace by the events they handle, resolved once. Changes of the
 * connection are events with reserved names. Not changed once it is made.
 */
final class MethodTable implements Binding.Methods {
  static final String CONNECT = "connect";
  static final String CONNECT_ERROR = "connect_error";
  static final String DISCONNECT = "disconnect";

  /** What changes of the connection come with. */
  private static final Map<String, List<Class<?>>> CHANGES =
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
   * @param base the class below which they are declared
   * @param allNamespaces whether the path of the namespace is the first argument of everything
   * @throws IllegalArgumentException if one cannot be a handler, or two are for the same event
   */
  static MethodTable of(Object object, Class<?> base, boolean allNamespaces) {
    var table = new MethodTable();
    var parameters = new HandlerParameters(object.getClass(), allNamespaces);
    for (Method method : MethodScan.of(object.getClass(), base)) {
      if (isTrigger(method)) {
        table.handlesEverything = true;
        continue;
      }
      Set<String> events = events(method);
      if (events.isEmpty()) {
        continue;
      }
      if (Modifier.isStatic(method.getModifiers())) {
        throw unfit(method, "is static: only methods of the object itself handle events");
      }
      List<Class<?>> change = CHANGES.get(events.iterator().next());
      table.add(
          events,
          new HandlerMethod(
              object,
              method,
              change == null ? parameters.ofEvent(method) : parameters.ofChange(method, change)));
    }
    return table;
  }

  private static boolean isTrigger(Method method) {
    return method.getName().equals("triggerEvent")
        && List.of(method.getParameterTypes()).equals(List.of(String.class, Args.class));
  }

  /** What a method handles: a change of the connection, or one or two events; nothing if empty. */
  private static Set<String> events(Method method) {
    OnEvent annotation = method.getAnnotation(OnEvent.class);
    if (annotation != null) {
      return Set.of(checked(method, annotation.value()));
    }
    if (!EventNames.isHandler(method.getName())) {
      return Set.of();
    }
    Set<String> events = EventNames.of(method.getName());
    if (events.isEmpty()) {
      throw unfit(method, "names no event; onMyEvent, on_my_event, @OnEvent(\"my event\") do");
    }
    for (String change : CHANGES.keySet()) {
      if (events.contains(change)) {
        return Set.of(change);
      }
    }
    events.forEach(event -> checked(method, event));
    return events;
  }

  private static String checked(Method method, String event) {
    if (Packet.Event.isReserved(event)) {
      throw unfit(
          method,
          String.format(
              "is for '%s', a reserved name that no event has; onConnect, onConnectError and"
                  + " onDisconnect hear of connection changes",
              event));
    }
    if (event.equals(HandlerTable.EVERY)) {
      throw unfit(method, "is for '*'; override triggerEvent to see every event");
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
