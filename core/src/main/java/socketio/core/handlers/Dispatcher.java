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

/** Runs the handlers of one namespace on the lane, and hands over the acknowledgement. */
public final class Dispatcher {
  private final ClientContext context;
  private final HandlerTable table;
  private final Router router;

  /** The functions of all namespaces. */
  private final HandlerTable everywhere;

  public Dispatcher(
      ClientContext context, HandlerTable table, Router router, SharedHandlers shared) {
    this.context = context;
    this.table = table;
    this.router = router;
    everywhere = shared.functions();
  }

  /**
   * Delivers an event.
   *
   * @param size its bytes on the wire, for flow control
   * @param reply takes the acknowledgement, on any thread, unless a handler throws; null if the
   *     server wants none
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
    if (!everywhere.any().isEmpty()) {
      notifyAny(everywhere.any(), event.name(), router.inNamespace(event.args()));
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
    Consumer<Args> wanted = failed ? null : reply;
    CallHandler call = route.call();
    if (call != null) {
      guarded(() -> answer(call.handle(route.args()), wanted));
    } else if (wanted != null) {
      wanted.accept(Args.of());
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

  /** From whatever thread a handler's stage was completed on. */
  private void report(Throwable error) {
    Throwable cause = error.getCause();
    Throwable told = error instanceof CompletionException && cause != null ? cause : error;
    context.lane().execute(() -> context.errors().report(told));
  }

  private static Args toArgs(@Nullable Object result) {
    if (result instanceof Args args) {
      return args;
    }
    return result == null ? Args.of() : Args.of(result);
  }

  public void connected() {
    changed(HandlerTable::connect, handler -> handler.handle(), MethodTable.CONNECT, Args.of());
  }

  public void connectFailed(ConnectionException error) {
    changed(
        HandlerTable::connectError,
        handler -> handler.handle(error),
        MethodTable.CONNECT_ERROR,
        Args.of(error));
  }

  public void disconnected(DisconnectReason reason) {
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
    context
        .lane()
        .execute(
            () -> {
              Registrations<H> functions = router.functions(kind);
              Route route = functions.isEmpty() ? router.method(event, args) : Route.none(args);
              functions.each(context.errors(), notice);
              CallHandler method = route.call();
              if (method != null) {
                guarded(() -> answer(method.handle(route.args()), null));
              }
            });
  }

  private void notifyAny(Registrations<AnyHandler> registrations, String event, Args args) {
    registrations.each(context.errors(), handler -> handler.handle(event, args));
  }

  /** Runs the application's code; whatever it throws goes to the error handler. */
  private void guarded(Handler handler) {
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
