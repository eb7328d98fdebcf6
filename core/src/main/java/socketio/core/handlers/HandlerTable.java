package socketio.core.handlers;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import socketio.AnyHandler;
import socketio.Args;
import socketio.CallHandler;
import socketio.EventHandler;
import socketio.Events;
import socketio.Subscription;
import socketio.internal.Check;
import socketio.internal.HandlerWrapper;

/**
 * The handlers registered for one namespace. They are registered on any thread and read on the
 * lane; the table is copy-on-write and does not need the loop.
 */
public final class HandlerTable {
  static final String WILDCARD = "*";

  private final Map<String, Handlers> byEvent = new ConcurrentHashMap<>();
  private final Registrations<AnyHandler> any = new Registrations<>();
  private final Registrations<AnyHandler> anyOutgoing = new Registrations<>();
  private final Registrations<Events.ConnectHandler> connect = new Registrations<>();
  private final Registrations<Events.ConnectErrorHandler> connectError = new Registrations<>();
  private final Registrations<Events.DisconnectHandler> disconnect = new Registrations<>();

  /** The handlers of one event. */
  static final class Handlers {
    private final CopyOnWriteArrayList<EventHandler.Async> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable CallHandler call;

    /** Returns the handlers; one that completes with its return returns null. */
    Iterable<EventHandler.Async> listeners() {
      return listeners;
    }

    @Nullable CallHandler call() {
      return call;
    }

    private boolean isEmpty() {
      return listeners.isEmpty() && call == null;
    }
  }

  public Subscription on(String event, EventHandler handler) {
    return on(event, Check.notNull(handler, "handler"), returningNull(handler));
  }

  public Subscription onAsync(String event, EventHandler.Async handler) {
    return on(event, Check.notNull(handler, "handler"), handler);
  }

  private static EventHandler.Async returningNull(EventHandler handler) {
    return args -> {
      handler.handle(args);
      return null;
    };
  }

  private Subscription on(String event, Object handler, EventHandler.Async call) {
    Check.handledEvent(event);
    Handlers existing = byEvent.get(event);
    if (existing != null) {
      Duplicates.warnIfRegistered(handler, existing.listeners, " for the event '" + event + "'");
    }
    return add(event, new Listener(handler, call));
  }

  public Subscription once(String event, EventHandler handler) {
    Check.handledEvent(event);
    return add(event, new Once(event, Check.notNull(handler, "handler")));
  }

  /** Makes an event count as handled while something else consumes it; may be called repeatedly. */
  public Subscription markHandled(String event) {
    Check.handledEvent(event);
    return add(event, new Listener(this, args -> null));
  }

  private Subscription add(String event, EventHandler.Async registered) {
    byEvent.compute(
        event,
        (name, existing) -> {
          Handlers handlers = existing == null ? new Handlers() : existing;
          handlers.listeners.add(registered);
          return handlers;
        });
    return () -> remove(event, registered);
  }

  private void remove(String event, EventHandler.Async registered) {
    byEvent.computeIfPresent(
        event,
        (name, handlers) -> {
          handlers.listeners.remove(registered);
          return handlers.isEmpty() ? null : handlers;
        });
  }

  public Subscription onCall(String event, CallHandler handler) {
    Check.handledEvent(event);
    Check.notNull(handler, "handler");
    CallHandler registered = args -> handler.handle(args);
    byEvent.compute(
        event,
        (name, existing) -> {
          Handlers handlers = existing == null ? new Handlers() : existing;
          if (handlers.call != null) {
            throw new IllegalStateException(
                "event '"
                    + event
                    + "' has a call handler already: only one can answer;"
                    + " close its subscription first");
          }
          handlers.call = registered;
          return handlers;
        });
    return () -> removeCall(event, registered);
  }

  private void removeCall(String event, CallHandler registered) {
    byEvent.computeIfPresent(
        event,
        (name, handlers) -> {
          if (handlers.call == registered) {
            handlers.call = null;
          }
          return handlers.isEmpty() ? null : handlers;
        });
  }

  public void off(String event) {
    byEvent.remove(Check.notNull(event, "event"));
  }

  public void off() {
    byEvent.clear();
  }

  /** Whether an event has handlers of its own, or a call handler. */
  public boolean has(String event) {
    return byEvent.containsKey(Check.notNull(event, "event"));
  }

  /** Returns the handlers registered for the name of an event, or null. */
  @Nullable Handlers forEvent(String event) {
    return event.equals(WILDCARD) ? null : byEvent.get(event);
  }

  /** Returns the handlers registered for "*", or null. */
  @Nullable Handlers wildcard() {
    return byEvent.get(WILDCARD);
  }

  public Registrations<AnyHandler> any() {
    return any;
  }

  public Registrations<AnyHandler> anyOutgoing() {
    return anyOutgoing;
  }

  public Registrations<Events.ConnectHandler> connect() {
    return connect;
  }

  public Registrations<Events.ConnectErrorHandler> connectError() {
    return connectError;
  }

  public Registrations<Events.DisconnectHandler> disconnect() {
    return disconnect;
  }

  /** Whether no handler is registered, apart from listeners of outgoing events. */
  public boolean isEmpty() {
    return byEvent.isEmpty()
        && any.isEmpty()
        && connect.isEmpty()
        && connectError.isEmpty()
        && disconnect.isEmpty();
  }

  /** One registration: it is removed by its own identity, not that of the handler. */
  private static final class Listener implements EventHandler.Async, HandlerWrapper {
    private final Object handler;
    private final EventHandler.Async call;

    Listener(Object handler, EventHandler.Async call) {
      this.handler = handler;
      this.call = call;
    }

    @Override
    public Object handler() {
      return handler;
    }

    @Override
    public @Nullable CompletionStage<?> handle(Args args) throws Exception {
      return call.handle(args);
    }
  }

  /** A handler that removes itself before its first call; concurrent events do not call it. */
  private final class Once implements EventHandler.Async {
    private final String event;
    private final EventHandler handler;
    private final AtomicBoolean used = new AtomicBoolean();

    Once(String event, EventHandler handler) {
      this.event = event;
      this.handler = handler;
    }

    @Override
    public @Nullable CompletionStage<?> handle(Args args) throws Exception {
      if (used.compareAndSet(false, true)) {
        remove(event, this);
        handler.handle(args);
      }
      return null;
    }
  }
}
