package socketio.internal;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import socketio.Args;

/**
 * The fields of a class-based namespace: its path and, once registered, its client, its namespace
 * and its methods. Thread-safe.
 *
 * @param <C> the kind of client
 * @param <N> the kind of namespace
 */
public final class Binding<C, N> {
  private final String path;
  private final AtomicReference<@Nullable Bound<C, N>> bound = new AtomicReference<>();

  private record Bound<C, N>(C client, N namespace, Methods methods) {}

  /** Calls the methods of a class-based namespace by event. */
  public interface Methods {
    /** Calls the method of an event; returns null if there is none. */
    @Nullable Object invoke(String event, Args args) throws Exception;
  }

  public Binding(String path) {
    this.path = Check.namespaceOrAll(path);
  }

  /**
   * Returns the binding in the field of a class-based namespace.
   *
   * @throws IllegalStateException if it is null, because no constructor was called
   */
  public static <C, N> Binding<C, N> of(Object handlers, @Nullable Binding<C, N> field) {
    if (field == null) {
      throw new IllegalStateException(notConstructed(handlers));
    }
    return field;
  }

  /** Says that the constructor of an object was not called, and what to do. */
  public static String notConstructed(Object handlers) {
    return String.format(
        "the constructor of this %s was never called, as is usual with proxies; register the object"
            + " that the proxy stands for, or make the proxy library call the constructor",
        handlers.getClass().getName());
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

  /** Calls the method of an event; returns null if there is none. */
  public @Nullable Object invoke(String event, Args args) throws Exception {
    return bound().methods.invoke(event, args);
  }

  private Bound<C, N> bound() {
    Bound<C, N> current = bound.get();
    if (current == null) {
      throw new IllegalStateException(
          String.format(
              "the handlers of namespace %s are not registered: pass them to a client's"
                  + " register(…)",
              path));
    }
    return current;
  }

  /** Binds the handlers until {@link #unbind}; returns false if they are already bound. */
  public boolean bind(C client, N namespace, Methods methods) {
    return bound.compareAndSet(null, new Bound<>(client, namespace, methods));
  }

  public void unbind() {
    bound.set(null);
  }
}
