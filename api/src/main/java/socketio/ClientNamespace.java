package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.internal.Binding;
import socketio.internal.HandlersAccess;

/**
 * A namespace whose handlers are the methods of a class, for {@link Client#register}.
 *
 * <pre>{@code
 * class Chat extends ClientNamespace {
 *   Chat() {
 *     super("/chat");
 *   }
 *
 *   void onConnect() {
 *     emit("join", "lobby");
 *   }
 *
 *   String onMyEvent(Message message) { // "myEvent" and "my_event"
 *     return "seen";
 *   }
 *
 *   @OnEvent("user left")
 *   void left(String user) {}
 * }
 * }</pre>
 *
 * <h2>Which method handles what</h2>
 *
 * <ul>
 *   <li>{@code onMyEvent}: the events {@code "myEvent"} and {@code "my_event"}. The first letter
 *       after {@code on} becomes a small one; the second form has an underscore before each word,
 *       and small letters only.
 *   <li>{@code on_my_event}: the event {@code "my_event"}, exactly what follows the underscore.
 *   <li>a method with {@link OnEvent}: the event of that name.
 *   <li>{@code onConnect}, {@code onConnectError} with or without a {@link ConnectionException},
 *       {@code onDisconnect} with or without a {@link DisconnectReason}, also as {@code
 *       on_connect_error}: what {@link Events#onConnect}, {@link Events#onConnectError} and {@link
 *       Events#onDisconnect} tell.
 * </ul>
 *
 * Methods may have any visibility and may be inherited. A name such as {@code once}, with a small
 * letter after {@code on}, is no handler's. In a named module the package must be open to {@code
 * socketio.api} unless it is exported and the class and its methods are public.
 *
 * <p>Parameters are decoded by their generic types; further arguments of the event are ignored. If
 * one is missing or cannot be read as its type, the method is not called and {@code onError} gets a
 * {@link DecodingException}. A last parameter of type {@link Args} takes all further arguments as
 * they are. What a method returns is the acknowledgement, as in {@link CallHandler}; {@code void}
 * is an empty one. Methods run where an {@link EventHandler} runs, and may block.
 *
 * <p>An event without a method is ignored, and acknowledged as empty. Where a handler registered by
 * {@link Events} matches as well, the method is not called; {@link Events} has the whole order.
 *
 * <h2>All namespaces at once</h2>
 *
 * With the path {@code "*"} the methods handle what is not handled otherwise in any namespace. The
 * first argument of every event is then the path of its namespace, as a String; {@code onConnect},
 * {@code onConnectError} and {@code onDisconnect} may take it first, too. To emit, use {@code
 * client().namespace(path)}.
 *
 * <p>{@link #emit}, {@link #send}, {@link #call} and {@link #disconnect} are those of this
 * namespace and may be called from any thread once the object is registered, before that they throw
 * {@link IllegalStateException}.
 */
public abstract class ClientNamespace implements Emitter {
  static {
    HandlersAccess.openBlocking(
        new HandlersAccess<>(
            ClientNamespace.class, handlers -> handlers.binding, ClientNamespace::triggerEvent));
  }

  private final Binding<Client, Namespace> binding;

  /** Handlers of the namespace {@code "/"}. */
  protected ClientNamespace() {
    this("/");
  }

  /**
   * Handlers of a namespace.
   *
   * @param namespace its path, which begins with a slash, or {@code "*"} for all namespaces
   * @throws IllegalArgumentException if it is neither
   */
  protected ClientNamespace(String namespace) {
    binding = new Binding<>(namespace);
  }

  /**
   * Handles an event: calls its method. Override it to see everything that reaches this object
   * first, and call {@code super.triggerEvent} for what is to be handled as usual, also by another
   * name. Runs where the methods run.
   *
   * <p>Connection changes come as {@code "connect"}, {@code "connect_error"} with the {@link
   * ConnectionException}, and {@code "disconnect"} with the {@link DisconnectReason} as argument.
   * In the namespace {@code "*"} the first argument is the path of the namespace. An object that
   * overrides this method counts as one that handles every event of its namespace, so that nothing
   * is left for {@code "*"}.
   *
   * @param event the event's name
   * @param args its arguments
   * @return the acknowledgement, as in {@link CallHandler}; unused if none is wanted
   * @throws Exception anything; no acknowledgement is sent then, and {@code onError} is told
   */
  protected @Nullable Object triggerEvent(String event, Args args) throws Exception {
    return binding.invoke(event, args);
  }

  /**
   * The namespace's path.
   *
   * @return what was given to the constructor
   */
  public final String path() {
    return binding.path();
  }

  /**
   * The client that this object is registered with.
   *
   * @return the client
   * @throws IllegalStateException if it is not registered
   */
  public final Client client() {
    return binding.client();
  }

  /**
   * The namespace that this object handles: its session id, whether it is connected, and so on.
   *
   * @return {@code client().namespace(path())}
   * @throws IllegalStateException if this object is not registered
   */
  public final Namespace namespace() {
    return binding.namespace();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this object is not registered
   */
  @Override
  public final void emit(String event, @Nullable Object... args) {
    namespace().emit(event, args);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this object is not registered
   */
  @Override
  public final void send(@Nullable Object... args) {
    namespace().send(args);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this object is not registered
   */
  @Override
  public final Args call(String event, @Nullable Object... args) throws InterruptedException {
    return namespace().call(event, args);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this object is not registered
   */
  @Override
  public final Args call(Duration timeout, String event, @Nullable Object... args)
      throws InterruptedException {
    return namespace().call(timeout, event, args);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if this object is not registered
   */
  @Override
  public final Emitter with(EmitOptions options) {
    return namespace().with(options);
  }

  /**
   * Leaves this namespace alone, as {@link Namespace#disconnect} does.
   *
   * @throws IllegalStateException if this object is not registered
   */
  public final void disconnect() {
    namespace().disconnect();
  }
}
