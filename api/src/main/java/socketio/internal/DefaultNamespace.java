package socketio.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.AsyncEmitter;
import socketio.AsyncNamespace;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.EmitOptions;
import socketio.OfflinePolicy;
import socketio.SocketIOException;
import socketio.spi.Loop;

/** One namespace as futures: the view that everything else is made of. */
final class DefaultNamespace extends EventsView implements AsyncNamespace {
  private final Core core;
  private final Connection connection;
  private final ConnectionContext context;
  private final NamespaceSession session;

  DefaultNamespace(
      Core core, Connection connection, ConnectionContext context, NamespaceSession session) {
    this.core = core;
    this.connection = connection;
    this.context = context;
    this.session = session;
  }

  NamespaceSession session() {
    return session;
  }

  /** What handlers of all namespaces are registered with can do nothing else. */
  private void requireOne() {
    if (path().equals(SharedHandlers.ALL)) {
      throw new UnsupportedOperationException(
          "namespace * stands for all namespaces and has handlers only: emit, call, connect and"
              + " disconnect are for one, such as namespace(\"/chat\")");
    }
  }

  @Override
  HandlerTable table() {
    return session.table();
  }

  @Override
  Arrivals arrivals() {
    requireOne();
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
    return emit(EmitOptions.defaults(), event, args);
  }

  CompletableFuture<Void> emit(EmitOptions options, String event, @Nullable Object... args) {
    LaneFuture<Void> future = core.newUnsharedFuture(); // most are settled before they are shared
    Outgoing outgoing;
    try {
      outgoing = prepare(event, args, options.retries() > 0, options);
    } catch (SocketIOException e) {
      future.completeExceptionally(e);
      return future.share();
    }
    var emission = new Emission.Told(outgoing, options, future, core.gate());
    future.onCancel(() -> core.loop().execute(() -> session.cancel(emission)));
    core.loop().execute(() -> send(emission));
    return future.share();
  }

  /** Emits for a caller that may be held back. */
  void emitPaced(EmitOptions options, String event, @Nullable Object... args) {
    if (!options.isVolatile()) {
      core.gate().await();
    }
    boolean retried = options.retries() > 0;
    Outgoing outgoing = prepare(event, args, retried, options);
    var emission = new Emission.Paced(outgoing, options, core.lost());
    core.loop()
        .execute(
            () -> {
              send(emission);
              emission.accepted();
            });
    boolean buffered = outgoing.link() == null && core.offline() instanceof OfflinePolicy.Buffer;
    boolean mayBeRefused = retried || (buffered && !options.isVolatile());
    // An executor that runs handlers right where they are given to it must not stop the loop.
    emission.throwIfFailed(mayBeRefused && !core.loop().inLoop());
  }

  private Outgoing prepare(
      String event, @Nullable Object[] args, boolean wantsAck, EmitOptions options) {
    requireOne();
    Check.event(event);
    if (context.state() == ClientState.CLOSED) {
      throw session.notConnected(event);
    }
    return session.prepare(event, LiteralArgs.of(args), wantsAck, options);
  }

  private void send(Emission emission) {
    if (context.state() == ClientState.CLOSED) {
      emission.failed(session.notConnected(emission.outgoing.event()));
    } else {
      session.send(emission);
    }
  }

  @Override
  public CompletableFuture<Args> call(String event, @Nullable Object... args) {
    return call(EmitOptions.defaults(), event, args);
  }

  @Override
  public CompletableFuture<Args> call(Duration timeout, String event, @Nullable Object... args) {
    return call(EmitOptions.defaults().timeout(timeout), event, args);
  }

  CompletableFuture<Args> call(EmitOptions options, String event, @Nullable Object... args) {
    return callUnshared(options, event, args).share();
  }

  /** Calls for the library, or for whoever shares the answer. */
  LaneFuture<Args> callUnshared(EmitOptions options, String event, @Nullable Object... args) {
    LaneFuture<Args> future = core.newUnsharedFuture();
    Outgoing outgoing;
    try {
      outgoing = prepare(event, args, true, options);
    } catch (SocketIOException e) {
      future.completeExceptionally(e);
      return future;
    }
    core.keepReadingFor(future);
    Duration given = options.timeout();
    Duration timeout = given == null ? core.callTimeout() : given;
    var emission = new Emission.Call(outgoing, options, timeout, future, session.acks());
    future.onCancel(() -> core.loop().execute(() -> session.cancel(emission)));
    core.loop().execute(() -> send(emission));
    return future;
  }

  @Override
  public AsyncEmitter with(EmitOptions options) {
    return new AsyncEmits(this, Check.notNull(options, "options"));
  }

  @Override
  public CompletableFuture<Void> clearBuffer() {
    LaneFuture<Void> future = core.newFuture();
    core.loop()
        .execute(
            () -> {
              session.clearBuffer("the buffer was cleared");
              future.finish();
            });
    return future;
  }

  @Override
  public CompletableFuture<Void> connect() {
    requireOne();
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
                                String.format(
                                    "the server did not answer CONNECT of namespace %s within %s",
                                    path(), timeout))
                            .namespace(path())
                            .build()));
    var unused = future.whenComplete((done, error) -> timer.cancel());
    return future;
  }

  /** Joins without an answer, unless there is no connection to join on. */
  void startConnect(ClientState state) {
    requireOne();
    if (state == ClientState.IDLE || state == ClientState.CLOSED) {
      throw Idle.notConnected(path());
    }
    CompletableFuture<Void> unused = connect();
  }

  @Override
  public CompletableFuture<Void> disconnect() {
    requireOne();
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
