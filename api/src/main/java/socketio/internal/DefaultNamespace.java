package socketio.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.AsyncNamespace;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.NotConnectedException;
import socketio.SocketIOException;
import socketio.spi.Loop;

/** One namespace as futures: the view that everything else is made of. */
final class DefaultNamespace extends EventsView implements AsyncNamespace {
  private final Core core;
  private final Connection connection;
  private final NamespaceSession session;

  DefaultNamespace(Core core, Connection connection, NamespaceSession session) {
    this.core = core;
    this.connection = connection;
    this.session = session;
  }

  NamespaceSession session() {
    return session;
  }

  @Override
  HandlerTable table() {
    return session.table();
  }

  @Override
  Arrivals arrivals() {
    return session.arrivals();
  }

  @Override
  public CompletableFuture<Args> awaitEvent(String event, Duration timeout) {
    return arrivals().await(event, timeout);
  }

  @Override
  public String path() {
    return session.path();
  }

  @Override
  public @Nullable String sid() {
    return session.snapshot().sid();
  }

  @Override
  public boolean connected() {
    return session.snapshot().connected();
  }

  @Override
  public boolean recovered() {
    return session.snapshot().recovered();
  }

  @Override
  public CompletableFuture<Void> emit(String event, @Nullable Object... args) {
    LaneFuture<Void> future = core.newFuture();
    Outgoing outgoing;
    try {
      outgoing = session.prepare(Check.event(event), LiteralArgs.of(args), false);
    } catch (SocketIOException e) {
      future.completeExceptionally(e);
      return future;
    }
    core.loop()
        .execute(
            () -> {
              NotConnectedException error = session.emit(outgoing);
              if (error != null) {
                future.completeExceptionally(error);
              } else {
                var unused = core.gate().whenOpen().thenRun(() -> future.finish());
              }
            });
    return future;
  }

  /** Emits for a caller that may be held back. */
  void emitPaced(String event, @Nullable Object... args) {
    Check.event(event);
    core.gate().await();
    Outgoing outgoing = session.prepare(event, LiteralArgs.of(args), false);
    core.loop().execute(() -> session.emit(outgoing));
  }

  @Override
  public CompletableFuture<Args> call(String event, @Nullable Object... args) {
    return call(core.callTimeout(), event, args);
  }

  @Override
  public CompletableFuture<Args> call(Duration timeout, String event, @Nullable Object... args) {
    Check.positive(timeout, "timeout");
    LaneFuture<Args> future = core.newFuture();
    Outgoing outgoing;
    try {
      outgoing = session.prepare(Check.event(event), LiteralArgs.of(args), true);
    } catch (SocketIOException e) {
      future.completeExceptionally(e);
      return future;
    }
    if (core.lane().isRunning()) {
      // However the handler waits (here, in join, in allOf), its answer is behind further events.
      core.intake().beginWait();
      future.whenSettled(core.intake()::endWait);
    }
    future.onCancel(() -> core.loop().execute(() -> session.cancelCall(outgoing.id())));
    core.loop().execute(() -> session.call(outgoing, timeout, future));
    return future;
  }

  @Override
  public CompletableFuture<Void> connect() {
    LaneFuture<Void> future = core.newFuture();
    core.loop()
        .execute(
            () -> {
              if (session.isJoined()) {
                future.finish();
              } else {
                session.awaitJoin(future);
                connection.state().join(session);
              }
            });
    return future;
  }

  @Override
  public CompletableFuture<Void> connect(Duration timeout) {
    Check.positive(timeout, "timeout");
    CompletableFuture<Void> future = connect();
    Loop.Timer timer =
        core.loop()
            .schedule(
                timeout,
                () ->
                    future.completeExceptionally(
                        ConnectionException.builder(
                                ConnectionException.Phase.NAMESPACE,
                                "the server did not answer CONNECT of namespace %s within %s"
                                    .formatted(path(), timeout))
                            .namespace(path())
                            .build()));
    var unused = future.whenComplete((done, error) -> timer.cancel());
    return future;
  }

  /** Joins without an answer, unless there is no connection to join on. */
  void startConnect(ClientState state) {
    if (state == ClientState.IDLE || state == ClientState.CLOSED) {
      throw Idle.notConnected(path());
    }
    CompletableFuture<Void> unused = connect();
  }

  @Override
  public CompletableFuture<Void> disconnect() {
    LaneFuture<Void> future = core.newFuture();
    core.loop()
        .execute(
            () -> {
              connection.state().leave(session);
              future.finish();
            });
    return future;
  }
}
