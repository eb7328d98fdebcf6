package socketio.internal;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import socketio.Args;

/**
 * What a class-based namespace holds: its path and, once registered, its client, its namespace and
 * its methods. Thread-safe.
 *
 * @param <C> the kind of client
 * @param <N> the kind of namespace
 */
public final class Binding<C, N> {
  private final String path;
  private final AtomicReference<@Nullable Bound<C, N>> bound = new AtomicReference<>();

  private record Bound<C, N>(C client, N namespace, MethodTable methods) {}

  public Binding(String path) {
    this.path = Check.namespaceOrAll(path);
  }

  public String path() {
    return path;
  }

  public C client() {
    return bound().client;
  }

  public N namespace() {
    return bound().namespace;
  }

  /** Calls the method of an event; null if there is none. */
  public @Nullable Object invoke(String event, Args args) throws Exception {
    return bound().methods.invoke(event, args);
  }

  private Bound<C, N> bound() {
    Bound<C, N> now = bound.get();
    if (now == null) {
      throw new IllegalStateException(
          String.format(
              "the handlers of namespace %s are not registered: give them to register(…) of a"
                  + " client",
              path));
    }
    return now;
  }

  /** Binds, for good unless it is undone; false if it is bound already. */
  boolean bind(C client, N namespace, MethodTable methods) {
    return bound.compareAndSet(null, new Bound<>(client, namespace, methods));
  }

  void unbind() {
    bound.set(null);
  }
}
