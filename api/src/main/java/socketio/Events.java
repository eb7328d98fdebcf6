package socketio;

import java.util.concurrent.Flow;
import socketio.internal.TypedHandlers;

/**
 * The registration of handlers for the events of one namespace. Registrations outlive connections:
 * they may be made before connecting and stay through reconnections. Every method may be called
 * from any thread at any time.
 *
 * <p>An event goes to the {@link #onAny} handlers, then to the handlers of its name in the order of
 * their registration, then to its call handler. If the server wants an acknowledgement, it is what
 * the call handler returns; without a call handler it is an empty one, sent after all handlers have
 * run. If a handler throws, none is sent and the client's {@code onError} is told.
 *
 * <p>An event that has no handler of its name goes to the first of these that there is, and to no
 * other:
 *
 * <ol>
 *   <li>the handlers of {@code "*"} in its namespace, with the event's name before its arguments
 *   <li>those of its name in the namespace {@code "*"}, with the path of the namespace before its
 *       arguments
 *   <li>those of {@code "*"} in the namespace {@code "*"}, with the event's name and the path of
 *       the namespace before its arguments
 *   <li>its method in the class-based namespace, see {@link ClientNamespace}
 *   <li>its method in the class-based namespace {@code "*"}
 * </ol>
 *
 * The same holds for {@link #onConnect}, {@link #onConnectError} and {@link #onDisconnect}, which
 * are no events and so not among those of {@code "*"}: where a namespace has none, those of the
 * namespace {@code "*"} are called, or else a method. {@link #onAny} and {@link #onAnyOutgoing} of
 * the namespace {@code "*"} hear the events of all namespaces, after those of the namespace itself
 * and with its path before the arguments.
 */
public interface Events {
  /**
   * Adds a handler. One that is registered already for the event is called once more each time, and
   * a warning is logged: mostly it was registered in a connect handler, which runs at every
   * reconnection.
   *
   * @param event the event's name; {@code "*"} stands for every event without a handler of its own,
   *     and its handlers get the event's name as first argument
   * @param handler the handler
   * @return removes the handler
   * @throws IllegalArgumentException if the name is reserved: connect, connect_error, disconnect,
   *     disconnecting, newListener, removeListener
   */
  Subscription on(String event, EventHandler handler);

  /**
   * Adds a handler of one typed argument. Further arguments of the event are ignored; if one is
   * missing or cannot be read as its type, the handler is not called and {@code onError} gets a
   * {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param a the type of the first argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @return removes the handler
   */
  default <A> Subscription on(String event, Class<A> a, EventHandler.Of1<A> handler) {
    return on(event, TypedHandlers.event(event, handler, a));
  }

  /**
   * Adds a handler of two typed arguments. Further arguments of the event are ignored; if one is
   * missing or cannot be read as its type, the handler is not called and {@code onError} gets a
   * {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @return removes the handler
   */
  default <A, B> Subscription on(
      String event, Class<A> a, Class<B> b, EventHandler.Of2<A, B> handler) {
    return on(event, TypedHandlers.event(event, handler, a, b));
  }

  /**
   * Adds a handler of three typed arguments. Further arguments of the event are ignored; if one is
   * missing or cannot be read as its type, the handler is not called and {@code onError} gets a
   * {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param c the type of the third argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @param <C> the type of the third argument
   * @return removes the handler
   */
  default <A, B, C> Subscription on(
      String event, Class<A> a, Class<B> b, Class<C> c, EventHandler.Of3<A, B, C> handler) {
    return on(event, TypedHandlers.event(event, handler, a, b, c));
  }

  /**
   * Adds a handler of one typed argument. Further arguments of the event are ignored; if one is
   * missing or cannot be read as its type, the handler is not called and {@code onError} gets a
   * {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param a the type of the first argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @return removes the handler
   */
  default <A> Subscription on(String event, TypeRef<A> a, EventHandler.Of1<A> handler) {
    return on(event, TypedHandlers.event(event, handler, a.type()));
  }

  /**
   * Adds a handler of two typed arguments. Further arguments of the event are ignored; if one is
   * missing or cannot be read as its type, the handler is not called and {@code onError} gets a
   * {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @return removes the handler
   */
  default <A, B> Subscription on(
      String event, TypeRef<A> a, TypeRef<B> b, EventHandler.Of2<A, B> handler) {
    return on(event, TypedHandlers.event(event, handler, a.type(), b.type()));
  }

  /**
   * Adds a handler of three typed arguments. Further arguments of the event are ignored; if one is
   * missing or cannot be read as its type, the handler is not called and {@code onError} gets a
   * {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param c the type of the third argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @param <C> the type of the third argument
   * @return removes the handler
   */
  default <A, B, C> Subscription on(
      String event, TypeRef<A> a, TypeRef<B> b, TypeRef<C> c, EventHandler.Of3<A, B, C> handler) {
    return on(event, TypedHandlers.event(event, handler, a.type(), b.type(), c.type()));
  }

  /**
   * Sets the handler that answers an event.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param handler the handler
   * @return removes the handler
   * @throws IllegalStateException if the event has a call handler already
   * @throws IllegalArgumentException if the name is reserved
   */
  Subscription onCall(String event, CallHandler handler);

  /**
   * Sets the handler that answers an event, a handler of one typed argument. Further arguments of
   * the event are ignored; if one is missing or cannot be read as its type, the handler is not
   * called and {@code onError} gets a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #onCall(String, CallHandler)}
   * @param a the type of the first argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @return removes the handler
   */
  default <A> Subscription onCall(String event, Class<A> a, CallHandler.Of1<A> handler) {
    return onCall(event, TypedHandlers.call(event, handler, a));
  }

  /**
   * Sets the handler that answers an event, a handler of two typed arguments. Further arguments of
   * the event are ignored; if one is missing or cannot be read as its type, the handler is not
   * called and {@code onError} gets a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #onCall(String, CallHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @return removes the handler
   */
  default <A, B> Subscription onCall(
      String event, Class<A> a, Class<B> b, CallHandler.Of2<A, B> handler) {
    return onCall(event, TypedHandlers.call(event, handler, a, b));
  }

  /**
   * Sets the handler that answers an event, a handler of three typed arguments. Further arguments
   * of the event are ignored; if one is missing or cannot be read as its type, the handler is not
   * called and {@code onError} gets a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #onCall(String, CallHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param c the type of the third argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @param <C> the type of the third argument
   * @return removes the handler
   */
  default <A, B, C> Subscription onCall(
      String event, Class<A> a, Class<B> b, Class<C> c, CallHandler.Of3<A, B, C> handler) {
    return onCall(event, TypedHandlers.call(event, handler, a, b, c));
  }

  /**
   * Sets the handler that answers an event, a handler of one typed argument. Further arguments of
   * the event are ignored; if one is missing or cannot be read as its type, the handler is not
   * called and {@code onError} gets a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #onCall(String, CallHandler)}
   * @param a the type of the first argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @return removes the handler
   */
  default <A> Subscription onCall(String event, TypeRef<A> a, CallHandler.Of1<A> handler) {
    return onCall(event, TypedHandlers.call(event, handler, a.type()));
  }

  /**
   * Sets the handler that answers an event, a handler of two typed arguments. Further arguments of
   * the event are ignored; if one is missing or cannot be read as its type, the handler is not
   * called and {@code onError} gets a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #onCall(String, CallHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @return removes the handler
   */
  default <A, B> Subscription onCall(
      String event, TypeRef<A> a, TypeRef<B> b, CallHandler.Of2<A, B> handler) {
    return onCall(event, TypedHandlers.call(event, handler, a.type(), b.type()));
  }

  /**
   * Sets the handler that answers an event, a handler of three typed arguments. Further arguments
   * of the event are ignored; if one is missing or cannot be read as its type, the handler is not
   * called and {@code onError} gets a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #onCall(String, CallHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param c the type of the third argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @param <C> the type of the third argument
   * @return removes the handler
   */
  default <A, B, C> Subscription onCall(
      String event, TypeRef<A> a, TypeRef<B> b, TypeRef<C> c, CallHandler.Of3<A, B, C> handler) {
    return onCall(event, TypedHandlers.call(event, handler, a.type(), b.type(), c.type()));
  }

  /**
   * Adds a handler that is called for one event only.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param handler the handler
   * @return removes the handler
   * @throws IllegalArgumentException if the name is reserved
   */
  Subscription once(String event, EventHandler handler);

  /**
   * Adds a handler of every incoming event, called before the event's own handlers.
   *
   * @param handler the handler
   * @return removes the handler
   */
  Subscription onAny(AnyHandler handler);

  /**
   * Adds a handler of every outgoing event, called when the event has been handed to the
   * connection; not called for acknowledgements.
   *
   * @param handler the handler
   * @return removes the handler
   */
  Subscription onAnyOutgoing(AnyHandler handler);

  /**
   * Adds a handler of every incoming event, called before those that {@link #onAny} has added so
   * far.
   *
   * @param handler the handler
   * @return removes the handler
   */
  Subscription prependAny(AnyHandler handler);

  /**
   * Adds a handler of every outgoing event, called before those that {@link #onAnyOutgoing} has
   * added so far.
   *
   * @param handler the handler
   * @return removes the handler
   */
  Subscription prependAnyOutgoing(AnyHandler handler);

  /** Removes all handlers of {@link #onAny} and {@link #prependAny}. */
  void offAny();

  /** Removes all handlers of {@link #onAnyOutgoing} and {@link #prependAnyOutgoing}. */
  void offAnyOutgoing();

  /**
   * Whether an event has handlers of its own: those of {@code on}, {@code once} and {@code onCall},
   * and subscribers of {@link #publisher}.
   *
   * @param event the event's name
   * @return false also where handlers of {@code "*"} would get it
   */
  boolean hasHandlers(String event);

  /**
   * A publisher of the events of a name, through reconnections. Each subscriber gets every event
   * that arrives after it has subscribed, in order, as fast as it asks for them. What is not asked
   * for is kept; it counts among the events that are not handled yet, and when those are more than
   * 8192 or 8 MiB the client does not read on, which holds the server back. Handlers and other
   * subscribers are not held up, as long as the client reads. A subscriber counts as a handler of
   * {@link #on(String, EventHandler)}: what is for events without one does not get the event.
   *
   * <p>Subscribers are called where handlers run, one call at a time, and may block. They get
   * {@code onComplete} after the client was closed and they have asked for what is kept; {@code
   * onError} only if they ask for less than one event. One that throws is cancelled, and {@code
   * onError} of the client is told. {@link #off} does not end a subscription.
   *
   * @param event the event's name; not {@code "*"}
   * @return a publisher for any number of subscribers
   * @throws IllegalArgumentException if the name is reserved or {@code "*"}
   */
  Flow.Publisher<Args> publisher(String event);

  /**
   * Adds a handler that is called whenever the namespace has been connected, also after a
   * reconnection. Inside it {@code connected()} is true. Events that the server sent before it
   * confirmed the connection are delivered first.
   *
   * @param handler the handler
   * @return removes the handler
   */
  Subscription onConnect(ConnectHandler handler);

  /**
   * Adds a handler that is called whenever an attempt to connect the namespace has failed.
   *
   * @param handler the handler
   * @return removes the handler
   */
  Subscription onConnectError(ConnectErrorHandler handler);

  /**
   * Adds a handler that is called whenever the namespace has been disconnected, whoever did it.
   * Inside it {@code connected()} is false unless the namespace has been connected again meanwhile.
   *
   * @param handler the handler
   * @return removes the handler
   */
  Subscription onDisconnect(DisconnectHandler handler);

  /**
   * Removes all handlers of an event: those of {@code on}, {@code once} and {@code onCall}.
   *
   * @param event the event's name
   */
  void off(String event);

  /**
   * Removes all handlers of all events: those of {@code on}, {@code once} and {@code onCall}. The
   * handlers of {@code onAny}, {@code onConnect} and their like stay.
   */
  void off();

  /** Hears that a namespace has been connected. Runs where an {@link EventHandler} runs. */
  @FunctionalInterface
  interface ConnectHandler {
    /**
     * The namespace has been connected.
     *
     * @throws Exception anything; it goes to the client's {@code onError}
     */
    void handle() throws Exception;
  }

  /** Hears that a namespace could not be connected. Runs where an {@link EventHandler} runs. */
  @FunctionalInterface
  interface ConnectErrorHandler {
    /**
     * The namespace could not be connected.
     *
     * @param error what happened, and whether another attempt follows
     * @throws Exception anything; it goes to the client's {@code onError}
     */
    void handle(ConnectionException error) throws Exception;
  }

  /** Hears that a namespace has been disconnected. Runs where an {@link EventHandler} runs. */
  @FunctionalInterface
  interface DisconnectHandler {
    /**
     * The namespace has been disconnected.
     *
     * @param reason why
     * @throws Exception anything; it goes to the client's {@code onError}
     */
    void handle(DisconnectReason reason) throws Exception;
  }
}
