package socketio.core.handlers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import socketio.AsyncClient;
import socketio.AsyncClientNamespace;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.internal.Binding;
import socketio.internal.Check;
import socketio.internal.HandlersAccess;

/**
 * The handlers of a client that are not functions of one namespace: functions for all namespaces,
 * and class-based namespaces. They are registered on any thread and read on the lane.
 */
public final class SharedHandlers {
  private final HandlerTable functions = new HandlerTable();
  private final ConcurrentMap<String, ClassHandlers> classes = new ConcurrentHashMap<>();

  /** Returns the functions registered for all namespaces. */
  public HandlerTable functions() {
    return functions;
  }

  /** Returns the class-based namespace of a path or of {@link Check#ALL_NAMESPACES}, or null. */
  @Nullable ClassHandlers classHandlers(String path) {
    return classes.get(path);
  }

  /** Returns the paths that have a class of their own. */
  public List<String> paths() {
    var paths = new ArrayList<>(classes.keySet());
    paths.remove(Check.ALL_NAMESPACES);
    return paths;
  }

  /** Registers a class-based namespace of the blocking kind. */
  public void register(ClientNamespace handlers, Client client) {
    Check.notNull(handlers, "handlers");
    register(HandlersAccess.blocking(), handlers, client, client::namespace);
  }

  /** Registers a class-based namespace of the asynchronous kind. */
  public void register(AsyncClientNamespace handlers, AsyncClient client) {
    Check.notNull(handlers, "handlers");
    register(HandlersAccess.async(), handlers, client, client::namespace);
  }

  /**
   * Registers a class-based namespace.
   *
   * @param client the client that it is registered with
   * @param namespaces returns the client's view of a namespace
   * @throws IllegalArgumentException if a method cannot be a handler
   * @throws IllegalStateException if it is already registered, or another one is for this path
   */
  private <H, C, N> void register(
      HandlersAccess<H, C, N> access, H handlers, C client, Function<String, N> namespaces) {
    Binding<C, N> binding = access.binding().apply(handlers);
    if (binding == null) {
      throw new IllegalArgumentException("handlers: " + Binding.notConstructed(handlers));
    }
    String path = binding.path();
    MethodTable methods =
        MethodTable.of(handlers, access.base(), path.equals(Check.ALL_NAMESPACES));
    if (!binding.bind(client, namespaces.apply(path), methods)) {
      throw new IllegalStateException(
          String.format(
              "handlers: this %s is already registered with a client; create another one",
              handlers.getClass().getName()));
    }
    var registered =
        new ClassHandlers(
            handlers.getClass(),
            methods,
            (event, args) -> access.trigger().handle(handlers, event, args));
    ClassHandlers existing = classes.putIfAbsent(path, registered);
    if (existing != null) {
      binding.unbind();
      throw new IllegalStateException(
          String.format(
              "handlers: namespace %s is already handled by a %s",
              path, existing.type().getName()));
    }
  }
}
