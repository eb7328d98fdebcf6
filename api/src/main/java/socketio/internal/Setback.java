package socketio.internal;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.ReconnectionEvent;

/** The end of an attempt or of a connection, and whom to tell of it. Confined to the loop. */
abstract class Setback {
  final Plan plan;
  final List<NamespaceSession> concerned;

  private Setback(Plan plan, List<NamespaceSession> concerned) {
    this.plan = plan;
    this.concerned = concerned;
  }

  /** Why the connection ended; null if there was none. */
  abstract @Nullable DisconnectReason reason();

  /** What went wrong. */
  abstract @Nullable Throwable cause(boolean retry);

  /** Tells those who must know at once; a second time, nobody. */
  void suffered() {}

  /** Tells everybody else. */
  abstract void settled(boolean retry);

  /** An attempt to connect has failed as a whole. */
  static final class AttemptFailed extends Setback {
    private final ConnectionException error;
    private final ConnectionContext context;

    AttemptFailed(
        Plan plan,
        List<NamespaceSession> concerned,
        ConnectionException error,
        ConnectionContext context) {
      super(plan, concerned);
      this.error = error;
      this.context = context;
    }

    @Override
    @Nullable DisconnectReason reason() {
      return null;
    }

    @Override
    ConnectionException cause(boolean retry) {
      ConnectionException told = error.toBuilder().willRetry(retry).build();
      told.setStackTrace(error.getStackTrace());
      return told;
    }

    @Override
    void settled(boolean retry) {
      ConnectionException told = cause(retry);
      int attempt = plan.attempt();
      if (attempt > 0) {
        context.reconnection(new ReconnectionEvent.Failed(attempt, told));
      }
      concerned.forEach(session -> session.connectFailed(told));
      if (!retry) {
        concerned.forEach(session -> session.failJoin(told));
        plan.fail(told);
      }
    }
  }

  /** The connection was lost, or the server has ended it. */
  static final class Lost extends Setback {
    private final DisconnectReason reason;
    private final @Nullable Throwable cause;
    private final List<NamespaceSession> joining;

    Lost(
        Plan plan,
        List<NamespaceSession> concerned,
        DisconnectReason reason,
        @Nullable Throwable cause) {
      super(plan, concerned);
      this.reason = reason;
      this.cause = cause;
      joining = concerned.stream().filter(NamespaceSession::isJoining).collect(Collectors.toList());
    }

    @Override
    DisconnectReason reason() {
      return reason;
    }

    @Override
    @Nullable Throwable cause(boolean retry) {
      return cause;
    }

    @Override
    void suffered() {
      concerned.stream()
          .filter(NamespaceSession::isJoined)
          .forEach(session -> session.left(reason, cause));
    }

    @Override
    void settled(boolean retry) {
      ConnectionException error =
          ConnectionException.builder(
                  Phase.NAMESPACE,
                  String.format(
                      "the connection was lost (%s) before the server answered every namespace",
                      reason))
              .cause(cause)
              .willRetry(retry)
              .build();
      joining.forEach(session -> session.connectFailed(error));
      if (!retry) {
        concerned.forEach(session -> session.failJoin(error));
      }
      if (!retry || !plan.spec.retry) {
        plan.fail(error);
      }
    }
  }
}
