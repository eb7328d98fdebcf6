package socketio.core.client;

import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import socketio.AnyHandler;
import socketio.Args;
import socketio.CallHandler;
import socketio.EventHandler;
import socketio.Events;
import socketio.Subscription;
import socketio.core.handlers.HandlerTable;
import socketio.core.namespace.Arrivals;
import socketio.core.namespace.NamespaceSession;

/** What every view of a namespace has: its handlers, and the state of its session. */
abstract class EventsView implements Events {
  final NamespaceSession session;

  EventsView(NamespaceSession session) {
    this.session = session;
  }

  private HandlerTable table() {
    return session.table();
  }

  final Arrivals arrivals() {
    session.requireSingle();
    return session.arrivals();
  }

  public final @Nullable String sid() {
    return session.snapshot().sid();
  }

  public final boolean connected() {
    return session.snapshot().connected();
  }

  public final boolean recovered() {
    return session.snapshot().recovered();
  }

  @Override
  public final Subscription on(String event, EventHandler handler) {
    return table().on(event, handler);
  }

  @Override
  public final Subscription onAsync(String event, EventHandler.Async handler) {
    return table().onAsync(event, handler);
  }

  @Override
  public final Subscription onCall(String event, CallHandler handler) {
    return table().onCall(event, handler);
  }

  @Override
  public final Subscription once(String event, EventHandler handler) {
    return table().once(event, handler);
  }

  @Override
  public final Subscription onAny(AnyHandler handler) {
    return table().any().add(handler);
  }

  @Override
  public final Subscription onAnyOutgoing(AnyHandler handler) {
    return table().anyOutgoing().add(handler);
  }

  @Override
  public final Subscription prependAny(AnyHandler handler) {
    return table().any().addFirst(handler);
  }

  @Override
  public final Subscription prependAnyOutgoing(AnyHandler handler) {
    return table().anyOutgoing().addFirst(handler);
  }

  @Override
  public final void offAny() {
    table().any().clear();
  }

  @Override
  public final void offAnyOutgoing() {
    table().anyOutgoing().clear();
  }

  @Override
  public final boolean hasHandlers(String event) {
    return table().has(event);
  }

  @Override
  public final Flow.Publisher<Args> publisher(String event) {
    return arrivals().publisher(event);
  }

  @Override
  public final Subscription onConnect(ConnectHandler handler) {
    return table().connect().add(handler);
  }

  @Override
  public final Subscription onConnectError(ConnectErrorHandler handler) {
    return table().connectError().add(handler);
  }

  @Override
  public final Subscription onDisconnect(DisconnectHandler handler) {
    return table().disconnect().add(handler);
  }

  @Override
  public final void off(String event) {
    table().off(event);
  }

  @Override
  public final void off() {
    table().off();
  }
}
