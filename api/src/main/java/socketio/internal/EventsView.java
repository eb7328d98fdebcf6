package socketio.internal;

import socketio.AnyHandler;
import socketio.CallHandler;
import socketio.EventHandler;
import socketio.Events;
import socketio.Subscription;

/** The registration of handlers, the same in every view of a namespace. */
abstract class EventsView implements Events {
  abstract HandlerTable table();

  @Override
  public final Subscription on(String event, EventHandler handler) {
    return table().on(event, handler);
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
