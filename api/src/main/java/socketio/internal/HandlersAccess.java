package socketio.internal;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.AsyncClient;
import socketio.AsyncClientNamespace;
import socketio.AsyncNamespace;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.Namespace;

/**
 * Gives the client access to the members that a base class of class-based namespaces hides from
 * applications. Each base class opens it in its static initializer, before any instance exists.
 *
 * @param base the base class
 * @param binding returns the binding of an instance; null if no constructor was called
 * @param trigger makes an instance handle an event
 * @param <H> the base class
 * @param <C> its kind of client
 * @param <N> its kind of namespace
 */
public record HandlersAccess<H, C, N>(
    Class<H> base, Function<H, @Nullable Binding<C, N>> binding, Trigger<H> trigger) {
  private static volatile @Nullable HandlersAccess<ClientNamespace, Client, Namespace> blocking;

  private static volatile @Nullable
      HandlersAccess<AsyncClientNamespace, AsyncClient, AsyncNamespace>
      async;

  /** Makes an instance handle an event. */
  public interface Trigger<H> {
    @Nullable Object handle(H handlers, String event, Args args) throws Exception;
  }

  public static void openBlocking(HandlersAccess<ClientNamespace, Client, Namespace> access) {
    blocking = access;
  }

  public static void openAsync(
      HandlersAccess<AsyncClientNamespace, AsyncClient, AsyncNamespace> access) {
    async = access;
  }

  public static HandlersAccess<ClientNamespace, Client, Namespace> blocking() {
    return Objects.requireNonNull(blocking);
  }

  public static HandlersAccess<AsyncClientNamespace, AsyncClient, AsyncNamespace> async() {
    return Objects.requireNonNull(async);
  }
}
