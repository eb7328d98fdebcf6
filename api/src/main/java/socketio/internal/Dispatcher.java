package socketio.internal;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import socketio.AnyHandler;
import socketio.Args;
import socketio.CallHandler;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.EventHandler;
import socketio.spi.Packet;

/** Runs the handlers of one namespace on the lane, and hands over the acknowledgement. */
final class Dispatcher {
  private final Core core;
  private final HandlerTable table;
  private final Router router;

  private final Replies replies;

  /** The functions of all namespaces. */
  private final HandlerTable everywhere;

  /**
   * The handlers of one namespace.
   *
   * @param replies takes acknowledgements, on any thread; none if none is wanted or a handler has
   *     thrown
   */
  Dispatcher(Core core, HandlerTable table, Router router, SharedHandlers shared, Replies replies) {
    this.core = core;
    this.table = table;
    this.router = router;
    this.replies = replies;
    everywhere = shared.functions();
  }

  /**
   * Delivers an event.
   *
   * @param size its bytes on the wire, for flow control
   * @param link the connection that it came by
   */
  void event(Packet.Event event, int size, Link link) {
    core.intake().received(size);
    var task = new Delivery(event, size, link);
    if (core.concurrentHandlers()) {
      core.lane().executeUnordered(task);
    } else {
      core.lane().execute(task);
    }
  }

  /** Sends an acknowledgement by the connection that the event came by. */
  interface Replies {
    void send(Link link, Packet.Event event, Args reply);
  }

  /** An event on its way to the handlers. */
  private final class Delivery implements Runnable {
    private final Packet.Event event;
    private final int size;
    private final Link link;

    Delivery(Packet.Event event, int size, Link link) {
      this.event = event;
      this.size = size;
      this.link = link;
    }

    @Override
    public void run() {
      try {
        handle(event, link);
      } finally {
        core.intake().handled(size);
      }
    }
  }

  private void handle(Packet.Event event, Link link) {
    if (!table.any().isEmpty()) {
      notifyAny(table.any(), event.name(), event.args());
    }
    if (!everywhere.any().isEmpty()) {
      notifyAny(everywhere.any(), event.name(), router.inNamespace(event.args()));
    }
    Route route = router.event(event.name(), event.args());
    boolean failed = false;
    for (EventHandler handler : route.listeners()) {
      try {
        handler.handle(route.args());
      } catch (Throwable e) {
        core.errors().report(e);
        failed = true;
      }
    }
    boolean wanted = event.id() != Packet.Event.NO_ID && !failed;
    CallHandler call = route.call();
    if (call != null) {
      guarded(
          () ->
              answer(call.handle(route.args()), wanted, reply -> replies.send(link, event, reply)));
    } else if (wanted) {
      replies.send(link, event, Args.of());
    }
  }

  private void answer(@Nullable Object result, boolean wanted, Consumer<Args> reply) {
    if (result instanceof CompletionStage<?> stage) {
      stage.whenComplete(
          (value, error) -> {
            if (error != null) {
              report(error);
            } else if (wanted) {
              try {
                reply.accept(toArgs(value));
              } catch (RuntimeException e) {
                report(e);
              }
            }
          });
    } else if (wanted) {
      reply.accept(toArgs(result));
    }
  }

  /** From whatever thread a handler's stage was completed on. */
  private void report(Throwable error) {
    Throwable cause = error.getCause();
    Throwable told = error instanceof CompletionException && cause != null ? cause : error;
    core.lane().execute(() -> core.errors().report(told));
  }

  private static Args toArgs(@Nullable Object result) {
    if (result instanceof Args args) {
      return args;
    }
    return result == null ? Args.of() : Args.of(result);
  }

  void outgoing(String event, Args args) {
    if (!table.anyOutgoing().isEmpty() || !everywhere.anyOutgoing().isEmpty()) {
      core.lane()
          .execute(
              () -> {
                notifyAny(table.anyOutgoing(), event, args);
                notifyAny(everywhere.anyOutgoing(), event, router.inNamespace(args));
              });
    }
  }

  void connected() {
    changed(HandlerTable::connect, handler -> handler.handle(), MethodTable.CONNECT, Args.of());
  }

  void connectFailed(ConnectionException error) {
    changed(
        HandlerTable::connectError,
        handler -> handler.handle(error),
        MethodTable.CONNECT_ERROR,
        Args.of(error));
  }

  void disconnected(DisconnectReason reason) {
    changed(
        HandlerTable::disconnect,
        handler -> handler.handle(reason),
        MethodTable.DISCONNECT,
        Args.of(reason));
  }

  /** Tells the functions of a kind, or else the method, of a change of the connection. */
  private <H> void changed(
      Function<HandlerTable, Registrations<H>> kind,
      Registrations.Call<H> notice,
      String event,
      Args args) {
    core.lane()
        .execute(
            () -> {
              Registrations<H> functions = router.functions(kind);
              Route route = functions.isEmpty() ? router.method(event, args) : Route.none(args);
              functions.each(core.errors(), notice);
              CallHandler method = route.call();
              if (method != null) {
                guarded(() -> answer(method.handle(route.args()), false, reply -> {}));
              }
            });
  }

  private void notifyAny(Registrations<AnyHandler> registrations, String event, Args args) {
    registrations.each(core.errors(), handler -> handler.handle(event, args));
  }

  /** Runs the application's code; whatever it throws goes to the error handler. */
  private void guarded(Handler handler) {
    try {
      handler.run();
    } catch (Throwable e) {
      core.errors().report(e);
    }
  }

  private interface Handler {
    void run() throws Exception;
  }
}
