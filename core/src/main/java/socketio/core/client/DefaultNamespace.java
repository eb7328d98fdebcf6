package socketio.core.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import socketio.AsyncNamespace;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.core.connection.Connection;
import socketio.core.namespace.NamespaceSession;
import socketio.core.runtime.ClientContext;
import socketio.core.runtime.LaneFuture;
import socketio.internal.Check;
import socketio.spi.Loop;

/** The asynchronous API of one namespace. */
final class DefaultNamespace extends AsyncView implements AsyncNamespace {
  private final ClientContext context;
  private final Connection connection;

  DefaultNamespace(ClientContext context, Connection connection, NamespaceSession session) {
    super(session);
    this.context = context;
    this.connection = connection;
  }

  NamespaceSession session() {
    return session;
  }

  @Override
  public String path() {
    return session.path();
  }

  @Override
  public CompletableFuture<Void> clearBuffer() {
    LaneFuture<Void> future = context.newFuture();
    context
        .loop()
        .execute(
            () -> {
              session.clearBuffer("the buffer was cleared");
              future.finish();
            });
    return future;
  }

  @Override
  public CompletableFuture<Void> connect() {
    session.requireSingle();
    LaneFuture<Void> future = context.newFuture();
    context
        .loop()
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
        context
            .loop()
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

  /** Starts joining without waiting for the answer; throws if the client is not connected. */
  void startConnect(ClientState state) {
    session.requireSingle();
    if (state == ClientState.IDLE || state == ClientState.CLOSED) {
      throw session.cannotJoin();
    }
    CompletableFuture<Void> unused = connect();
  }

  @Override
  public CompletableFuture<Void> disconnect() {
    session.requireSingle();
    LaneFuture<Void> future = context.newFuture();
    context
        .loop()
        .execute(
            () -> {
              connection.state().leave(session);
              future.finish();
            });
    return future;
  }
}
