package socketio;

import java.util.concurrent.Flow;
import socketio.internal.TypedHandlers;

/**
 * Registers handlers for the events of one namespace. Registrations are independent of the
 * connection: handlers may be added before connecting and remain across reconnections. All methods
 * may be called from any thread at any time.
 *
 * <p>An event is passed to the {@link #onAny} handlers, then to the handlers of its name in
 * registration order, then to its call handler. If the server requested an acknowledgement, it is
 * sent after all of them have run and the stages of {@link #onAsync} handlers have completed: the
 * result of the call handler, or an empty one without a call handler. If a handler throws, its
 * stage fails, or its arguments cannot be read, the exception is reported to the client's {@code
 * onError}, the other handlers are called nevertheless, and no acknowledgement is sent. An
 * exception of an {@code onAny} handler is only reported.
 *
 * <p>An event without a handler of its name is passed to the first of these that exists, and to no
 * other:
 *
 * <ol>
 *   <li>the {@code "*"} handlers of its namespace, with the event's name before its arguments
 *   <li>the handlers of its name in the namespace {@code "*"}, with the path of its namespace
 *       before its arguments
 *   <li>the {@code "*"} handlers of the namespace {@code "*"}, with the event's name and the path
 *       of its namespace before its arguments
 *   <li>its method in the class-based namespace; see {@link ClientNamespace}
 *   <li>its method in the class-based namespace {@code "*"}
 * </ol>
 *
 * The same applies to {@link #onConnect}, {@link #onConnectError} and {@link #onDisconnect}, except
 * that they are not events and do not reach {@code "*"} handlers: if a namespace has no such
 * handlers, those of the namespace {@code "*"} are called, or otherwise a method. The {@link
 * #onAny} and {@link #onAnyOutgoing} handlers of the namespace {@code "*"} receive the events of
 * all namespaces, after the handlers of the namespace itself and with its path before the
 * arguments.
 *
 * @since 1.0
 */
public interface Events {
  /**
   * Adds a handler. A handler that is already registered for the event is called once more for each
   * event, and a warning is logged: usually it was registered in a connect handler, which runs on
   * every reconnection. A future that a lambda returns here is lost, with its failure: use {@link
   * #onAsync}.
   *
   * @param event the event's name, or {@code "*"} for every event without a handler of its own; the
   *     handler then receives the event's name as the first argument
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   * @throws IllegalArgumentException if the name is reserved: connect, connect_error, disconnect,
   *     disconnecting, newListener, removeListener
   */
  Subscription on(String event, EventHandler handler);

  /**
   * Adds a handler that returns a stage; in all else as {@link #on(String, EventHandler)}. If the
   * stage fails, its failure is reported to {@code onError} and no acknowledgement is sent. The
   * acknowledgement, that of a call handler too, waits for the stage. The next event does not: it
   * is delivered when the handlers have returned.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   * @throws IllegalArgumentException if the name is reserved
   */
  Subscription onAsync(String event, EventHandler.Async handler);

  /**
   * Adds a handler that takes one typed argument. Additional arguments of the event are ignored; if
   * an argument is missing or cannot be read as its type, the handler is not called and {@code
   * onError} receives a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param a the type of the first argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @return a subscription whose {@code close} removes the handler
   */
  default <A> Subscription on(String event, Class<A> a, EventHandler.Of1<A> handler) {
    return on(event, TypedHandlers.event(event, handler, a));
  }

  /**
   * Adds a handler that takes two typed arguments. Additional arguments of the event are ignored;
   * if an argument is missing or cannot be read as its type, the handler is not called and {@code
   * onError} receives a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @return a subscription whose {@code close} removes the handler
   */
  default <A, B> Subscription on(
      String event, Class<A> a, Class<B> b, EventHandler.Of2<A, B> handler) {
    return on(event, TypedHandlers.event(event, handler, a, b));
  }

  /**
   * Adds a handler that takes three typed arguments. Additional arguments of the event are ignored;
   * if an argument is missing or cannot be read as its type, the handler is not called and {@code
   * onError} receives a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param c the type of the third argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @param <C> the type of the third argument
   * @return a subscription whose {@code close} removes the handler
   */
  default <A, B, C> Subscription on(
      String event, Class<A> a, Class<B> b, Class<C> c, EventHandler.Of3<A, B, C> handler) {
    return on(event, TypedHandlers.event(event, handler, a, b, c));
  }

  /**
   * Adds a handler that takes one typed argument. Additional arguments of the event are ignored; if
   * an argument is missing or cannot be read as its type, the handler is not called and {@code
   * onError} receives a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param a the type of the first argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @return a subscription whose {@code close} removes the handler
   */
  default <A> Subscription on(String event, TypeRef<A> a, EventHandler.Of1<A> handler) {
    return on(event, TypedHandlers.event(event, handler, TypedHandlers.type(a, 0)));
  }

  /**
   * Adds a handler that takes two typed arguments. Additional arguments of the event are ignored;
   * if an argument is missing or cannot be read as its type, the handler is not called and {@code
   * onError} receives a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @return a subscription whose {@code close} removes the handler
   */
  default <A, B> Subscription on(
      String event, TypeRef<A> a, TypeRef<B> b, EventHandler.Of2<A, B> handler) {
    return on(
        event,
        TypedHandlers.event(event, handler, TypedHandlers.type(a, 0), TypedHandlers.type(b, 1)));
  }

  /**
   * Adds a handler that takes three typed arguments. Additional arguments of the event are ignored;
   * if an argument is missing or cannot be read as its type, the handler is not called and {@code
   * onError} receives a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param c the type of the third argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @param <C> the type of the third argument
   * @return a subscription whose {@code close} removes the handler
   */
  default <A, B, C> Subscription on(
      String event, TypeRef<A> a, TypeRef<B> b, TypeRef<C> c, EventHandler.Of3<A, B, C> handler) {
    return on(
        event,
        TypedHandlers.event(
            event,
            handler,
            TypedHandlers.type(a, 0),
            TypedHandlers.type(b, 1),
            TypedHandlers.type(c, 2)));
  }

  /**
   * Sets the handler that acknowledges an event with its result. An event has one at most.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   * @throws IllegalStateException if the event already has a call handler
   * @throws IllegalArgumentException if the name is reserved
   */
  Subscription onCall(String event, CallHandler handler);

  /**
   * Sets the handler that acknowledges an event and takes one typed argument. Additional arguments
   * of the event are ignored; if an argument is missing or cannot be read as its type, the handler
   * is not called and {@code onError} receives a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #onCall(String, CallHandler)}
   * @param a the type of the first argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @return a subscription whose {@code close} removes the handler
   */
  default <A> Subscription onCall(String event, Class<A> a, CallHandler.Of1<A> handler) {
    return onCall(event, TypedHandlers.call(event, handler, a));
  }

  /**
   * Sets the handler that acknowledges an event and takes two typed arguments. Additional arguments
   * of the event are ignored; if an argument is missing or cannot be read as its type, the handler
   * is not called and {@code onError} receives a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #onCall(String, CallHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @return a subscription whose {@code close} removes the handler
   */
  default <A, B> Subscription onCall(
      String event, Class<A> a, Class<B> b, CallHandler.Of2<A, B> handler) {
    return onCall(event, TypedHandlers.call(event, handler, a, b));
  }

  /**
   * Sets the handler that acknowledges an event and takes three typed arguments. Additional
   * arguments of the event are ignored; if an argument is missing or cannot be read as its type,
   * the handler is not called and {@code onError} receives a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #onCall(String, CallHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param c the type of the third argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @param <C> the type of the third argument
   * @return a subscription whose {@code close} removes the handler
   */
  default <A, B, C> Subscription onCall(
      String event, Class<A> a, Class<B> b, Class<C> c, CallHandler.Of3<A, B, C> handler) {
    return onCall(event, TypedHandlers.call(event, handler, a, b, c));
  }

  /**
   * Sets the handler that acknowledges an event and takes one typed argument. Additional arguments
   * of the event are ignored; if an argument is missing or cannot be read as its type, the handler
   * is not called and {@code onError} receives a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #onCall(String, CallHandler)}
   * @param a the type of the first argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @return a subscription whose {@code close} removes the handler
   */
  default <A> Subscription onCall(String event, TypeRef<A> a, CallHandler.Of1<A> handler) {
    return onCall(event, TypedHandlers.call(event, handler, TypedHandlers.type(a, 0)));
  }

  /**
   * Sets the handler that acknowledges an event and takes two typed arguments. Additional arguments
   * of the event are ignored; if an argument is missing or cannot be read as its type, the handler
   * is not called and {@code onError} receives a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #onCall(String, CallHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @return a subscription whose {@code close} removes the handler
   */
  default <A, B> Subscription onCall(
      String event, TypeRef<A> a, TypeRef<B> b, CallHandler.Of2<A, B> handler) {
    return onCall(
        event,
        TypedHandlers.call(event, handler, TypedHandlers.type(a, 0), TypedHandlers.type(b, 1)));
  }

  /**
   * Sets the handler that acknowledges an event and takes three typed arguments. Additional
   * arguments of the event are ignored; if an argument is missing or cannot be read as its type,
   * the handler is not called and {@code onError} receives a {@link DecodingException}.
   *
   * @param event the event's name, as in {@link #onCall(String, CallHandler)}
   * @param a the type of the first argument
   * @param b the type of the second argument
   * @param c the type of the third argument
   * @param handler the handler
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @param <C> the type of the third argument
   * @return a subscription whose {@code close} removes the handler
   */
  default <A, B, C> Subscription onCall(
      String event, TypeRef<A> a, TypeRef<B> b, TypeRef<C> c, CallHandler.Of3<A, B, C> handler) {
    return onCall(
        event,
        TypedHandlers.call(
            event,
            handler,
            TypedHandlers.type(a, 0),
            TypedHandlers.type(b, 1),
            TypedHandlers.type(c, 2)));
  }

  /**
   * Adds a handler that is called for one event only. A future that a lambda returns here is lost,
   * as in {@link #on(String, EventHandler)}.
   *
   * @param event the event's name, as in {@link #on(String, EventHandler)}
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   * @throws IllegalArgumentException if the name is reserved
   */
  Subscription once(String event, EventHandler handler);

  /**
   * Adds a handler that is called for every incoming event, before the event's own handlers. It
   * does not count as a handler of the event.
   *
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   */
  Subscription onAny(AnyHandler handler);

  /**
   * Adds a handler that is called for every outgoing event, when the event has been handed to the
   * connection. It is not called for acknowledgements.
   *
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   */
  Subscription onAnyOutgoing(AnyHandler handler);

  /**
   * Adds a handler that is called for every incoming event, before those already added with {@link
   * #onAny}.
   *
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   */
  Subscription prependAny(AnyHandler handler);

  /**
   * Adds a handler that is called for every outgoing event, before those already added with {@link
   * #onAnyOutgoing}.
   *
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   */
  Subscription prependAnyOutgoing(AnyHandler handler);

  /** Removes all handlers added with {@link #onAny} and {@link #prependAny}. */
  void offAny();

  /** Removes all handlers added with {@link #onAnyOutgoing} and {@link #prependAnyOutgoing}. */
  void offAnyOutgoing();

  /**
   * Returns whether an event has handlers of its own: those added with {@code on}, {@code onAsync},
   * {@code once} and {@code onCall}, and subscribers of {@link #publisher}.
   *
   * @param event the event's name
   * @return whether there are any, not counting {@code "*"} handlers that would receive the event
   */
  boolean hasHandlers(String event);

  /**
   * Returns a publisher of the events with a given name, which continues across reconnections. Each
   * subscriber receives every event that arrives after it subscribed, in order and as fast as it
   * requests them. Events not yet requested are kept and count as unhandled; while more than 8192
   * events or 8 MiB are unhandled, the client stops reading, which applies backpressure to the
   * server. A slow subscriber does not delay handlers or other subscribers as long as the client
   * reads. A subscriber counts as a handler added with {@link #on(String, EventHandler)}, so
   * handlers for events without a handler of their own do not receive the event.
   *
   * <p>Subscribers are called where handlers run, one call at a time, and may block. {@code
   * onComplete} is called after the client has been closed and the subscriber has requested all
   * kept events; {@code onError} only if the subscriber requests fewer than one event. If a
   * subscriber throws, its subscription is cancelled and the exception is reported to the client's
   * {@code onError}. {@link #off} does not end a subscription.
   *
   * @param event the event's name; not {@code "*"}
   * @return a publisher for any number of subscribers
   * @throws IllegalArgumentException if the name is reserved or {@code "*"}
   */
  Flow.Publisher<Args> publisher(String event);

  /**
   * Adds a handler that is called whenever the namespace has connected, including after a
   * reconnection. Inside the handler {@code connected()} is true. Events that the server sent
   * before it confirmed the connection are delivered first.
   *
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   */
  Subscription onConnect(ConnectHandler handler);

  /**
   * Adds a handler that is called whenever an attempt to connect the namespace fails, reconnections
   * included; {@link ConnectionException#willRetry} says whether another attempt follows.
   *
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   */
  Subscription onConnectError(ConnectErrorHandler handler);

  /**
   * Adds a handler that is called whenever the namespace has disconnected, regardless of which side
   * caused it. Inside the handler {@code connected()} is false unless the namespace has connected
   * again in the meantime.
   *
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   */
  Subscription onDisconnect(DisconnectHandler handler);

  /**
   * Removes all handlers of an event that were added with {@code on}, {@code onAsync}, {@code once}
   * and {@code onCall}. Does nothing if there are none.
   *
   * @param event the event's name
   */
  void off(String event);

  /**
   * Removes all handlers of all events that were added with {@code on}, {@code onAsync}, {@code
   * once} and {@code onCall}. Handlers added with {@code onAny}, {@code onConnect} and the like
   * remain.
   */
  void off();

  /** Called when a namespace has connected. Runs where an {@link EventHandler} runs. */
  @FunctionalInterface
  interface ConnectHandler {
    /**
     * Called when the namespace has connected.
     *
     * @throws Exception any exception; it is reported to the client's {@code onError}
     */
    void handle() throws Exception;
  }

  /** Called when a namespace could not be connected. Runs where an {@link EventHandler} runs. */
  @FunctionalInterface
  interface ConnectErrorHandler {
    /**
     * Called when the namespace could not be connected.
     *
     * @param error the error, which also says whether another attempt follows
     * @throws Exception any exception; it is reported to the client's {@code onError}
     */
    void handle(ConnectionException error) throws Exception;
  }

  /** Called when a namespace has disconnected. Runs where an {@link EventHandler} runs. */
  @FunctionalInterface
  interface DisconnectHandler {
    /**
     * Called when the namespace has disconnected.
     *
     * @param reason why it disconnected
     * @throws Exception any exception; it is reported to the client's {@code onError}
     */
    void handle(DisconnectReason reason) throws Exception;
  }
}
