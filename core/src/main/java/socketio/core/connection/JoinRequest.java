package socketio.core.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.core.namespace.NamespaceSession;
import socketio.core.runtime.LaneFuture;
import socketio.internal.ConnectSpec;
import socketio.spi.Loop;

/**
 * One call of a namespace's {@code connect}. If it ends without an answer, it withdraws what it has
 * caused: the namespace is not wanted any more, unless it was wanted before or another call waits
 * for it, too. Confined to the loop.
 */
public final class JoinRequest {
  private final Connection connection;
  private final NamespaceSession session;
  private final @Nullable Duration timeout;
  private final LaneFuture<Void> result;

  /**
   * A call to begin.
   *
   * @param timeout how long to wait for the answer, or null for the timeout of the connect options
   * @param result the future that the call returned
   */
  public JoinRequest(
      Connection connection,
      NamespaceSession session,
      @Nullable Duration timeout,
      LaneFuture<Void> result) {
    this.connection = connection;
    this.session = session;
    this.timeout = timeout;
    this.result = result;
  }

  public void begin() {
    if (session.isJoined()) {
      result.finish();
    }
    if (result.isSettled()) {
      return;
    }
    session.awaitJoin(result, connection.state().wants(session.path()));
    Loop loop = connection.context.loop();
    result.whenSettled(
        (done, error) -> {
          if (error != null) {
            loop.execute(this::withdraw); // cancelled, or failed by the application
          }
        });
    connection.state().join(session);
    // After the timers of an attempt that has begun here, whose error says more.
    loop.execute(this::startTimer);
  }

  private void startTimer() {
    ConnectSpec options = connection.options;
    Duration time = timeout == null && options != null ? options.timeout : timeout;
    if (time != null && !result.isSettled()) {
      Loop.Timer timer = connection.context.loop().schedule(time, () -> timedOut(time));
      result.whenSettled(timer::cancel);
    }
  }

  private void timedOut(Duration time) {
    if (result.isSettled()) {
      return;
    }
    ConnectionException error =
        AttemptErrors.join(
                session.path(),
                connection.state().isOpen()
                    ? AttemptErrors.noAnswer(session.path(), time)
                    : String.format(
                        "namespace %s was not joined within %s: the client is not connected yet",
                        session.path(), time))
            .build();
    withdraw(); // first, so that the caller finds it withdrawn
    result.completeExceptionally(error);
  }

  private void withdraw() {
    if (session.stopAwaitingJoin(result)) {
      connection.state().leave(session);
    }
  }
}
