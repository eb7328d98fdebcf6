package socketio.core.handlers;

import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import socketio.AnyHandler;
import socketio.Args;
import socketio.CallHandler;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.EventHandler;
import socketio.core.runtime.ClientContext;
import socketio.spi.Packet;

/** Calls the handlers of one namespace on the lane, and passes on the acknowledgement. */
public final class Dispatcher {
  private final ClientContext context;
  private final HandlerTable table;
  private final Router router;

  /** The functions registered for all namespaces. */
  private final HandlerTable shared;

  public Dispatcher(
      ClientContext context, HandlerTable table, Router router, SharedHandlers sharedHandlers) {
    this.context = context;
    this.table = table;
    this.router = router;
    shared = sharedHandlers.functions();
  }

  /**
   * Delivers an event.
   *
   * @param size its size on the wire in bytes, for flow control
   * @param reply is called with the acknowledgement, on any thread, unless a handler throws; null
   *     if the server expects none
   */
  public void event(Packet.Event event, int size, @Nullable Consumer<Args> reply) {
    context.intake().received(size);
    var task = new Delivery(event, size, reply);
    if (context.concurrentHandlers()) {
      context.lane().executeUnordered(task);
    } else {
      context.lane().execute(task);
    }
  }

  /** An event on its way to the handlers. */
  private final class Delivery implements Runnable {
    private final Packet.Event event;
    private final int size;
    private final @Nullable Consumer<Args> reply;

    Delivery(Packet.Event event, int size, @Nullable Consumer<Args> reply) {
      this.event = event;
      this.size = size;
      this.reply = reply;
    }

    @Override
    public void run() {
      try {
        handle(event, reply);
      } finally {
        context.intake().handled(size);
      }
    }
  }

  private void handle(Packet.Event event, @Nullable Consumer<Args> reply) {
    if (!table.any().isEmpty()) {
      notifyAny(table.any(), event.name(), event.args());
    }
    if (!shared.any().isEmpty()) {
      notifyAny(shared.any(), event.name(), router.withNamespace(event.args()));
    }
    Route route = router.event(event.name(), event.args());
    var answer = new Answer(context, reply);
    for (EventHandler.Async handler : route.listeners()) {
      answer.await(handler, route.args());
    }
    CallHandler call = route.call();
    if (call != null) {
      answer.awaitResult(call, route.args());
    }
    answer.handlersHaveRun();
  }

  public void connected() {
    connectionChanged(
        HandlerTable::connect, handler -> handler.handle(), MethodTable.CONNECT, Args.of());
  }

  public void connectFailed(ConnectionException error) {
    connectionChanged(
        HandlerTable::connectError,
        handler -> handler.handle(error),
        MethodTable.CONNECT_ERROR,
        Args.of(error));
  }

  public void disconnected(DisconnectReason reason) {
    connectionChanged(
        HandlerTable::disconnect,
        handler -> handler.handle(reason),
        MethodTable.DISCONNECT,
        Args.of(reason));
  }

  /** Calls the functions for a connection change, or else the method. */
  private <H> void connectionChanged(
      Function<HandlerTable, Registrations<H>> kind,
      Registrations.Call<H> call,
      String event,
      Args args) {
    context
        .lane()
        .execute(
            () -> {
              Registrations<H> functions = router.functions(kind);
              Route route = functions.isEmpty() ? router.method(event, args) : Route.none(args);
              functions.callAll(context.errors(), call);
              CallHandler method = route.call();
              if (method != null) {
                new Answer(context, null).awaitResult(method, route.args());
              }
            });
  }

  private void notifyAny(Registrations<AnyHandler> registrations, String event, Args args) {
    registrations.callAll(context.errors(), handler -> handler.handle(event, args));
  }
}
