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
 * <h2>How methods are matched to events</h2>
 *
 * <ul>
 *   <li>{@code onMyEvent}: the events {@code "myEvent"} and {@code "my_event"}. The first letter
 *       after {@code on} becomes lower case; the second form is all lower case, with an underscore
 *       before each further word.
 *   <li>{@code on_my_event}: the event {@code "my_event"}, exactly what follows the first
 *       underscore.
 *   <li>a method with {@link OnEvent}: the event of that name.
 *   <li>{@code onConnect}, {@code onConnectError} with or without a {@link ConnectionException},
 *       {@code onDisconnect} with or without a {@link DisconnectReason}, also in the form {@code
 *       on_connect_error}: the connection changes reported by {@link Events#onConnect}, {@link
 *       Events#onConnectError} and {@link Events#onDisconnect}.
 * </ul>
 *
 * Methods may have any visibility and may be inherited, also from interfaces. A method that
 * overrides another one inherits its {@link OnEvent} unless it has its own. A method whose name has
 * a lower-case letter after {@code on}, such as {@code once}, is not a handler. In a named module
 * the package must be open to {@code socketio.api} unless it is exported and the class and its
 * methods are public.
 *
 * <p>Arguments are decoded to the generic types of the parameters; additional arguments of the
 * event are ignored. If an argument is missing or cannot be read as its type, the method is not
 * called and {@code onError} receives a {@link DecodingException}. A last parameter of type {@link
 * Args} receives all remaining arguments undecoded. The return value is the acknowledgement, as in
 * {@link CallHandler}; {@code void} sends an empty one. Methods run where an {@link EventHandler}
 * runs, and may block.
 *
 * <p>An event without a method is ignored, and acknowledged with an empty acknowledgement. If a
 * handler registered through {@link Events} matches as well, the method is not called; see {@link
 * Events} for the complete order.
 *
 * <h2>Proxies and Kotlin</h2>
 *
 * An instance of a generated subclass, such as Guice creates for intercepted methods, is called
 * through its overriding methods, which are matched and decoded as those that they override. {@code
 * register} rejects an object whose constructor was not called and a Spring proxy: both pass calls
 * on to another object, which is the one to register.
 *
 * <p>An {@code internal} function of Kotlin counts under its own name, without the suffix that the
 * compiler adds. {@code suspend} functions are rejected. The result {@code Unit} is an empty
 * acknowledgement.
 *
 * <h2>All namespaces at once</h2>
 *
 * With the path {@code "*"}, the methods handle whatever is not handled otherwise in any namespace.
 * The first argument of every event is then the path of its namespace, as a String; {@code
 * onConnect}, {@code onConnectError} and {@code onDisconnect} may also take it as their first
 * parameter. To emit, use {@code client().namespace(path)}.
 *
 * <p>{@link #emit}, {@link #send}, {@link #call} and {@link #disconnect} act on this namespace and
 * may be called from any thread once the object is registered; before that they throw {@link
 * IllegalStateException}.
 *
 * @since 1.0
 */
public abstract class ClientNamespace implements Emitter {
  static {
    HandlersAccess.openBlocking(
        new HandlersAccess<>(
            ClientNamespace.class, handlers -> handlers.binding, ClientNamespace::triggerEvent));
  }

  private final Binding<Client, Namespace> binding;

  /** Creates the handlers of the namespace {@code "/"}. */
  protected ClientNamespace() {
    this("/");
  }

  /**
   * Creates the handlers of a namespace.
   *
   * @param namespace its path, which begins with a slash, or {@code "*"} for all namespaces
   * @throws IllegalArgumentException if it is neither
   */
  protected ClientNamespace(String namespace) {
    binding = new Binding<>(namespace);
  }

  private Binding<Client, Namespace> binding() {
    return Binding.of(this, binding);
  }

  /**
   * Handles an event by calling its method. Override this to intercept everything that reaches this
   * object, and call {@code super.triggerEvent} for events to be handled as usual, or under another
   * name. Runs where the methods run.
   *
   * <p>Connection changes are passed as {@code "connect"}, {@code "connect_error"} with the {@link
   * ConnectionException} as argument, and {@code "disconnect"} with the {@link DisconnectReason} as
   * argument. In the namespace {@code "*"} the first argument is the path of the namespace. An
   * object that overrides this method counts as handling every event of its namespace, so nothing
   * is left for {@code "*"}.
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
  public final Client client() {
    return binding().client();
  }

  /**
   * Returns the namespace that this object handles, with its session id, connection state and so
   * on.
   *
   * @return {@code client().namespace(path())}
   * @throws IllegalStateException if this object is not registered
   */
  public final Namespace namespace() {
    return binding().namespace();
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
   * Leaves only this namespace, as {@link Namespace#disconnect} does.
   *
   * @throws IllegalStateException if this object is not registered
   */
  public final void disconnect() {
    namespace().disconnect();
  }
}
