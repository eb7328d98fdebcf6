package socketio.core.handlers;

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
    boolean failed = false;
    for (EventHandler handler : route.listeners()) {
      try {
        handler.handle(route.args());
      } catch (Throwable e) {
        context.errors().report(e);
        failed = true;
      }
    }
    Consumer<Args> acknowledge = failed ? null : reply;
    CallHandler call = route.call();
    if (call != null) {
      runReporting(() -> answer(call.handle(route.args()), acknowledge));
    } else if (acknowledge != null) {
      acknowledge.accept(Args.of());
    }
  }

  private void answer(@Nullable Object result, @Nullable Consumer<Args> reply) {
    if (result instanceof CompletionStage<?> stage) {
      stage.whenComplete(
          (value, error) -> {
            if (error != null) {
              report(error);
            } else if (reply != null) {
              try {
                reply.accept(toArgs(value));
              } catch (RuntimeException e) {
                report(e);
              }
            }
          });
    } else if (reply != null) {
      reply.accept(toArgs(result));
    }
  }

  /** Reports an error on the lane; called on the thread that completed the handler's stage. */
  private void report(Throwable error) {
    Throwable cause = error.getCause();
    Throwable reported = error instanceof CompletionException && cause != null ? cause : error;
    context.lane().execute(() -> context.errors().report(reported));
  }

  private static Args toArgs(@Nullable Object result) {
    if (result instanceof Args args) {
      return args;
    }
    return result == null ? Args.of() : Args.of(result);
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
                runReporting(() -> answer(method.handle(route.args()), null));
              }
            });
  }

  private void notifyAny(Registrations<AnyHandler> registrations, String event, Args args) {
    registrations.callAll(context.errors(), handler -> handler.handle(event, args));
  }

  /** Runs the application's code; exceptions go to the error handler. */
  private void runReporting(Handler handler) {
    try {
      handler.run();
    } catch (Throwable e) {
      context.errors().report(e);
    }
  }

  private interface Handler {
    void run() throws Exception;
  }
}
