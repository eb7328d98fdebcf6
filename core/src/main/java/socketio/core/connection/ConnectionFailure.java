package socketio.core.connection;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.core.namespace.NamespaceSession;

/**
 * The failure of an attempt, or the end of a connection, and how it is reported: sessions are
 * detached immediately, and everything else is reported once it is decided whether to retry.
 * Confined to the loop.
 */
abstract class ConnectionFailure {
  final ConnectRequest request;
  final List<NamespaceSession> affected;

  private ConnectionFailure(ConnectRequest request, List<NamespaceSession> affected) {
    this.request = request;
    this.affected = affected;
  }

  /** Why the connection ended; null if an attempt failed. */
  abstract @Nullable DisconnectReason reason();

  /** The error to report; it may say whether another attempt follows. */
  abstract @Nullable Throwable cause(boolean retry);

  /** Whether another attempt may succeed. */
  boolean mayRecover() {
    return true;
  }

  /** Whether {@code connect} fails, whatever a policy would decide: it is not requested again. */
  boolean isFinal() {
    return request.hasRefusals();
  }

  /** Whether the server refused or disconnected the client deliberately. */
  boolean isByServer() {
    return false;
  }

  /** Marks the affected sessions as no longer joined or joining. Idempotent. */
  void detachSessions() {}

  /** Reports the failure to the application, once it is decided whether to retry. */
  abstract void report(boolean retry);

  /** The sessions that the application still wants. */
  final List<NamespaceSession> wanted(List<NamespaceSession> sessions) {
    return sessions.stream()
        .filter(session -> request.wanted.contains(session.path()))
        .collect(Collectors.toList());
  }

  /** A connection attempt failed as a whole. */
  static class AttemptFailed extends ConnectionFailure {
    private final ConnectionException error;
    private final ConnectionHost host;

    AttemptFailed(
        ConnectRequest request,
        List<NamespaceSession> affected,
        ConnectionException error,
        ConnectionHost host) {
      super(request, affected);
      this.error = error;
      this.host = host;
    }

    @Override
    @Nullable DisconnectReason reason() {
      return null;
    }

    @Override
    ConnectionException cause(boolean retry) {
      ConnectionException reported = error.toBuilder().willRetry(retry).build();
      reported.setStackTrace(error.getStackTrace());
      return reported;
    }

    @Override
    void detachSessions() {
      affected.forEach(NamespaceSession::joinInterrupted);
    }

    @Override
    final void report(boolean retry) {
      ConnectionException reported = cause(retry);
      int attempt = request.attempt();
      if (attempt > 0) {
        host.reconnection(new Reconnection.Event.Failed(attempt, reported));
      }
      notifySessions(reported, retry);
      if (!retry) {
        failConnect(reported);
      }
    }

    void failConnect(ConnectionException reported) {
      request.result.completeExceptionally(request.failure(reported));
    }

    void notifySessions(ConnectionException reported, boolean retry) {
      wanted(affected).forEach(session -> session.connectFailed(reported));
      if (!retry) {
        affected.forEach(session -> session.failJoin(reported));
      }
    }
  }

  /** The server refused the last namespace that could be joined. */
  static final class Refused extends AttemptFailed {
    private final NamespaceSession session;

    Refused(
        ConnectRequest request,
        NamespaceSession session,
        ConnectionException error,
        ConnectionHost host) {
      super(request, List.of(session), error, host);
      this.session = session;
    }

    @Override
    boolean mayRecover() {
      return false; // a refused namespace is not requested again
    }

    @Override
    boolean isFinal() {
      return false; // the policy decides about all namespaces, as none is left
    }

    @Override
    boolean isByServer() {
      return true;
    }

    @Override
    void notifySessions(ConnectionException reported, boolean retry) {
      session.forgetRecovery();
      super.notifySessions(reported, retry);
    }
  }

  /**
   * The server has answered for every namespace of a {@code connect}, and refused some: those that
   * have joined are disconnected, as if the application did so.
   */
  static final class NotAllJoined extends AttemptFailed {
    private final List<NamespaceSession> joining;

    NotAllJoined(ConnectRequest request, List<NamespaceSession> affected, ConnectionHost host) {
      super(request, affected, request.failure(null), host);
      joining =
          affected.stream().filter(session -> !session.isJoined()).collect(Collectors.toList());
    }

    @Override
    boolean isFinal() {
      return true;
    }

    @Override
    void detachSessions() {
      ConnectionException error = cause(false);
      affected.stream()
          .filter(NamespaceSession::isJoined)
          .forEach(
              session -> {
                session.failJoin(error); // first, so that lost events have this cause
                session.left(DisconnectReason.CLIENT_DISCONNECT, null);
              });
      joining.forEach(NamespaceSession::joinInterrupted);
    }

    @Override
    void notifySessions(ConnectionException reported, boolean retry) {
      joining.forEach(
          session -> {
            session.connectFailed(reported);
            session.failJoin(reported);
          });
    }

    @Override
    void failConnect(ConnectionException reported) {
      request.result.completeExceptionally(reported);
    }
  }

  /** The connection was lost, or the server ended it. */
  static final class Lost extends ConnectionFailure {
    private final DisconnectReason reason;
    private final @Nullable Throwable cause;
    private final List<NamespaceSession> joining;
    private final ConnectionHost host;

    Lost(
        ConnectRequest request,
        List<NamespaceSession> affected,
        DisconnectReason reason,
        @Nullable Throwable cause,
        ConnectionHost host) {
      super(request, affected);
      this.reason = reason;
      this.cause = cause;
      this.host = host;
      joining = affected.stream().filter(NamespaceSession::isJoining).collect(Collectors.toList());
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
    boolean isByServer() {
      return reason == DisconnectReason.SERVER_DISCONNECT;
    }

    @Override
    void detachSessions() {
      affected.stream()
          .filter(NamespaceSession::isJoined)
          .forEach(session -> session.left(reason, cause));
      joining.forEach(NamespaceSession::joinInterrupted);
    }

    @Override
    void report(boolean retry) {
      ConnectionException error = error(joining, retry);
      int attempt = request.attempt();
      if (attempt > 0) { // a connect that is retried, and needs all namespaces on one connection
        host.reconnection(new Reconnection.Event.Failed(attempt, error));
      }
      wanted(joining).forEach(session -> session.connectFailed(error));
      if (!retry) {
        ConnectionException end = error(List.of(), false);
        affected.forEach(
            session ->
                session.failJoin(
                    isByServer()
                        ? AttemptErrors.byServer(session.path(), cause)
                        : joining.contains(session) ? error : end));
        request.result.completeExceptionally(request.failure(error));
      }
    }

    private ConnectionException error(List<NamespaceSession> unconfirmed, boolean retry) {
      String paths =
          unconfirmed.stream().map(NamespaceSession::path).collect(Collectors.joining(", "));
      return ConnectionException.builder(
              Phase.NAMESPACE,
              String.format(
                  "the connection was lost (%s)%s; %s",
                  reason,
                  paths.isEmpty() ? "" : " before the server confirmed namespace " + paths,
                  retry ? "the client reconnects" : "call connect to connect again"))
          .cause(cause)
          .willRetry(retry)
          .build();
    }
  }
}
