package socketio.it.states;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.AsyncClientNamespace;
import socketio.ClientNamespace;
import socketio.ConnectOptions;
import socketio.EmitOptions;
import socketio.TypeRef;
import socketio.it.states.Subject.Server;

/** Arguments with which a method can succeed. */
final class Arguments {
  private Arguments() {}

  static @Nullable Object[] of(Method method, Server server) {
    Class<?>[] types = method.getParameterTypes();
    @Nullable Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = of(method, types[i], server);
    }
    return arguments;
  }

  private static Object of(Method method, Class<?> type, Server server) {
    if (type == String.class) {
      return switch (method.getName()) {
        case "connect" -> server.url();
        case "namespace" -> "/chat";
        default -> "ask";
      };
    }
    if (type == Duration.class) {
      return switch (method.getName()) {
        case "call", "connect" -> Duration.ofSeconds(20);
        case "awaitEvent" -> Duration.ofHours(1);
        default -> Duration.ofMillis(1);
      };
    }
    if (type == ConnectOptions.class) {
      return Calls.isSimple(method.getDeclaringClass())
          ? ConnectOptions.to(server.url())
          : server.options();
    }
    if (type == EmitOptions.class) {
      return EmitOptions.defaults();
    }
    if (type == Object[].class) {
      return new Object[] {1};
    }
    if (type == Class.class) {
      return String.class;
    }
    if (type == TypeRef.class) {
      return new TypeRef<String>() {};
    }
    if (type == ClientNamespace.class) {
      return new ClientNamespace("/of-class") {};
    }
    if (type == AsyncClientNamespace.class) {
      return new AsyncClientNamespace("/of-class") {};
    }
    if (type.isInterface()) { // a handler, or a task
      return Proxy.newProxyInstance(
          type.getClassLoader(),
          new Class<?>[] {type},
          (proxy, called, given) ->
              called.getReturnType() == Object.class
                  ? "a handler"
                  : CompletableFuture.completedFuture(null));
    }
    throw new AssertionError("no argument is known for " + type + " of " + method);
  }
}
