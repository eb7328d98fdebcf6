package socketio.core.connection;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.ReconnectionEvent;
import socketio.core.namespace.NamespaceSession;

/** The end of an attempt or of a connection, and whom to tell of it. Confined to the loop. */
abstract class ConnectionFailure {
  final ConnectRequest request;
  final List<NamespaceSession> concerned;

  private ConnectionFailure(ConnectRequest request, List<NamespaceSession> concerned) {
    this.request = request;
    this.concerned = concerned;
  }

  /** Why the connection ended; null if there was none. */
  abstract @Nullable DisconnectReason reason();

  /** What went wrong. */
  abstract @Nullable Throwable cause(boolean retry);

  /** Whether it can be hoped that another attempt, like this one, does better. */
  boolean mayPass() {
    return true;
  }

  /** Whether the server has done it on purpose. */
  boolean isServersWill() {
    return false;
  }

  /** Tells those who must know at once; a second time, nobody. */
  void suffered() {}

  /** Tells everybody else. */
  abstract void settled(boolean retry);

  /** Those whom the application still wants. */
  final List<NamespaceSession> wanted(List<NamespaceSession> sessions) {
    return sessions.stream()
        .filter(session -> request.wanted.contains(session.path()))
        .collect(Collectors.toList());
  }

  /** An attempt to connect has failed as a whole. */
  static class AttemptFailed extends ConnectionFailure {
    private final ConnectionException error;
    private final ConnectionHost host;

    AttemptFailed(
        ConnectRequest request,
        List<NamespaceSession> concerned,
        ConnectionException error,
        ConnectionHost host) {
      super(request, concerned);
      this.error = error;
      this.host = host;
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
    void suffered() {
      concerned.forEach(NamespaceSession::cutOff);
    }

    @Override
    final void settled(boolean retry) {
      ConnectionException told = cause(retry);
      int attempt = request.attempt();
      if (attempt > 0) {
        host.reconnection(new ReconnectionEvent.Failed(attempt, told));
      }
      tell(told, retry);
      if (!retry) {
        request.fail(told);
      }
    }

    void tell(ConnectionException told, boolean retry) {
      wanted(concerned).forEach(session -> session.connectFailed(told));
      if (!retry) {
        concerned.forEach(session -> session.failJoin(told));
      }
    }
  }

  /** The server has refused the only namespace that was left to be joined. */
  static final class Refused extends AttemptFailed {
    private final NamespaceSession session;
    private final PendingJoins joins;

    Refused(
        ConnectRequest request,
        NamespaceSession session,
        PendingJoins joins,
        ConnectionException error,
        ConnectionHost host) {
      super(request, List.of(session), error, host);
      this.session = session;
      this.joins = joins;
    }

    @Override
    boolean mayPass() {
      return false; // what was refused once is not asked for again
    }

    @Override
    boolean isServersWill() {
      return true;
    }

    @Override
    void tell(ConnectionException told, boolean retry) {
      session.forgetRecovery();
      super.tell(told, retry);
      if (!retry) {
        joins.refused(session.path(), told);
      }
    }
  }

  /** The connection was lost, or the server has ended it. */
  static final class Lost extends ConnectionFailure {
    private final DisconnectReason reason;
    private final @Nullable Throwable cause;
    private final List<NamespaceSession> joining;

    Lost(
        ConnectRequest request,
        List<NamespaceSession> concerned,
        DisconnectReason reason,
        @Nullable Throwable cause) {
      super(request, concerned);
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
    boolean isServersWill() {
      return reason == DisconnectReason.SERVER_DISCONNECT;
    }

    @Override
    void suffered() {
      concerned.stream()
          .filter(NamespaceSession::isJoined)
          .forEach(session -> session.left(reason, cause));
      joining.forEach(NamespaceSession::cutOff);
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
      wanted(joining).forEach(session -> session.connectFailed(error));
      if (!retry) {
        RuntimeException end =
            isServersWill()
                ? new DisconnectedException("disconnected by the server", reason, cause)
                : error;
        concerned.forEach(session -> session.failJoin(end));
      }
      if (!retry || !request.spec.retry) {
        request.fail(error);
      }
    }
  }
}
