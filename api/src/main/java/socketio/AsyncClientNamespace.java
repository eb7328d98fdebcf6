package socketio;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.internal.Binding;
import socketio.internal.HandlersAccess;

/**
 * A namespace whose handlers are the methods of a class, for {@link AsyncClient#register}: the
 * counterpart of {@link ClientNamespace} with futures. A method may return a {@link
 * java.util.concurrent.CompletionStage}: the event is acknowledged when it completes, and a failure
 * is reported to {@code onError}.
 *
 * <pre>{@code
 * class Chat extends AsyncClientNamespace {
 *   Chat() {
 *     super("/chat");
 *   }
 *
 *   CompletableFuture<Void> onConnect() {
 *     return emit("join", "lobby");
 *   }
 *
 *   CompletableFuture<String> onMyEvent(Message message) {
 *     return call("lookup", message.id()).thenApply(answer -> answer.get(0, String.class));
 *   }
 * }
 * }</pre>
 *
 * <p>The next event is delivered when the method has returned, not when its stage has completed.
 *
 * @since 1.0
 */
public abstract class AsyncClientNamespace implements AsyncEmitter {
  static {
    HandlersAccess.openAsync(
        new HandlersAccess<>(
            AsyncClientNamespace.class,
            handlers -> handlers.binding,
            AsyncClientNamespace::triggerEvent));
  }

  private final Binding<AsyncClient, AsyncNamespace> binding;

  /** Creates the handlers of the namespace {@code "/"}. */
  protected AsyncClientNamespace() {
    this("/");
  }

  /**
   * Creates the handlers of a namespace.
   *
   * @param namespace its path, which begins with a slash, or {@code "*"} for all namespaces
   * @throws IllegalArgumentException if it is neither
   */
  protected AsyncClientNamespace(String namespace) {
    binding = new Binding<>(namespace);
  }

  private Binding<AsyncClient, AsyncNamespace> binding() {
    return Binding.of(this, binding);
  }

  /**
   * Handles an event by calling its method. May be overridden, as {@link
   * ClientNamespace#triggerEvent} may.
   *
   * @param event the event's name
   * @param args its arguments
   * @return the acknowledgement, as in {@link CallHandler}; ignored if none was requested
   * @throws Exception any exception; no acknowledgement is sent then, and the exception is reported
   *     to {@code onError}
   */
  protected @Nullable Object triggerEvent(String event, Args args) throws Exception {
    return binding().invoke(event, args);
  }

  /**
   * Returns the namespace's path.
   *
   * @return the path given to the constructor
   */
  public final String path() {
    return binding().path();
  }

  /**
   * Returns the client with which this object is registered.
   *
   * @return the client
   * @throws IllegalStateException if it is not registered
   */
  public final AsyncClient client() {
    return binding().client();
  }

  /**
   * Returns the namespace that this object handles, with its session id, connection state and so
   * on.
   *
   * @return {@code client().namespace(path())}
   * @throws IllegalStateException if this object is not registered
   */
  public final AsyncNamespace namespace() {
    return binding().namespace();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this object is not registered
   */
  @Override
  public final CompletableFuture<Void> emit(String event, @Nullable Object... args) {
    return namespace().emit(event, args);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this object is not registered
   */
  @Override
  public final CompletableFuture<Void> send(@Nullable Object... args) {
    return namespace().send(args);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this object is not registered
   */
  @Override
  public final CompletableFuture<Args> call(String event, @Nullable Object... args) {
    return namespace().call(event, args);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this object is not registered
   */
  @Override
  public final CompletableFuture<Args> call(
      Duration timeout, String event, @Nullable Object... args) {
    return namespace().call(timeout, event, args);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this object is not registered
   */
  @Override
  public final AsyncEmitter with(EmitOptions options) {
    return namespace().with(options);
  }

  /**
   * Leaves only this namespace, as {@link AsyncNamespace#disconnect} does.
   *
   * @return as {@link AsyncNamespace#disconnect}
   * @throws IllegalStateException if this object is not registered
   */
  public final CompletableFuture<Void> disconnect() {
    return namespace().disconnect();
  }
}
