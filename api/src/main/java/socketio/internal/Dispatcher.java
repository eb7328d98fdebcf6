package socketio.internal;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
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

  Dispatcher(Core core, HandlerTable table) {
    this.core = core;
    this.table = table;
  }

  /**
   * Delivers an event.
   *
   * @param size its bytes on the wire, for flow control
   * @param reply takes the acknowledgement, on any thread; not called if none is wanted or a
   *     handler has thrown
   */
  void event(Packet.Event event, int size, Consumer<Args> reply) {
    core.intake().received(size);
    Runnable task =
        () -> {
          try {
            handle(event, reply);
          } finally {
            core.intake().handled(size);
          }
        };
    if (core.concurrentHandlers()) {
      core.lane().executeUnordered(task);
    } else {
      core.lane().execute(task);
    }
  }

  private void handle(Packet.Event event, Consumer<Args> reply) {
    notifyAny(table.any(), event.name(), event.args());
    HandlerTable.Handlers handlers = table.of(event.name());
    boolean failed = false;
    CallHandler call = null;
    if (handlers != null) {
      for (EventHandler handler : handlers.listeners()) {
        failed |= !guarded(() -> handler.handle(event.args()));
      }
      call = handlers.call();
    }
    boolean wanted = event.id() != Packet.Event.NO_ID && !failed;
    if (call != null) {
      CallHandler answering = call;
      guarded(() -> answer(answering.handle(event.args()), wanted, reply));
    } else if (wanted) {
      reply.accept(Args.of());
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
    if (!table.anyOutgoing().isEmpty()) {
      core.lane().execute(() -> notifyAny(table.anyOutgoing(), event, args));
    }
  }

  void connected() {
    core.lane()
        .execute(
            () -> {
              for (var registration : table.connect().all()) {
                guarded(() -> registration.handler().handle());
              }
            });
  }

  void connectFailed(ConnectionException error) {
    core.lane()
        .execute(
            () -> {
              for (var registration : table.connectError().all()) {
                guarded(() -> registration.handler().handle(error));
              }
            });
  }

  void disconnected(DisconnectReason reason) {
    core.lane()
        .execute(
            () -> {
              for (var registration : table.disconnect().all()) {
                guarded(() -> registration.handler().handle(reason));
              }
            });
  }

  private void notifyAny(
      HandlerTable.Registrations<AnyHandler> registrations, String event, Args args) {
    for (var registration : registrations.all()) {
      guarded(() -> registration.handler().handle(event, args));
    }
  }

  /**
   * Runs one handler; whatever it throws goes to the error handler, and the next one still runs.
   */
  private boolean guarded(Handler handler) {
    try {
      handler.run();
      return true;
    } catch (Throwable e) {
      core.errors().report(e);
      return false;
    }
  }

  private interface Handler {
    void run() throws Exception;
  }
}
