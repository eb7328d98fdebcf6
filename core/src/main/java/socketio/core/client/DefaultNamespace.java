package socketio.core.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.AsyncNamespace;
import socketio.core.connection.Connection;
import socketio.core.connection.JoinRequest;
import socketio.core.namespace.NamespaceSession;
import socketio.core.runtime.ClientContext;
import socketio.core.runtime.LaneFuture;
import socketio.internal.Check;

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
    return join(null);
  }

  @Override
  public CompletableFuture<Void> connect(Duration timeout) {
    Check.positive(timeout, "timeout");
    return join(timeout);
  }

  private CompletableFuture<Void> join(@Nullable Duration timeout) {
    session.requireSingle();
    LaneFuture<Void> future = context.newFuture();
    var request = new JoinRequest(connection, session, timeout, future);
    context.loop().execute(request::begin);
    return future;
  }

  /** Completes when the namespace is joined, however long that takes; never causes it. */
  LaneFuture<Void> whenJoined() {
    LaneFuture<Void> future = context.newFuture();
    context.loop().execute(() -> awaitJoin(future));
    return future;
  }

  private void awaitJoin(LaneFuture<Void> future) {
    if (session.isJoined()) {
      future.finish();
    } else if (connection.state().wants(path())) {
      session.awaitJoin(future, true);
      future.whenSettled(
          (done, error) -> {
            if (error != null) {
              context.loop().execute(() -> session.stopAwaitingJoin(future));
            }
          });
    } else {
      future.completeExceptionally(session.cannotJoin());
    }
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
