package socketio.core.connection;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.Reconnection;
import socketio.core.namespace.NamespaceSession;

/** A state in which the client is connected or tries to be. */
abstract class Active extends Connection.State {
  final ConnectRequest request;

  Active(Connection connection, ConnectRequest request) {
    super(connection);
    this.request = request;
  }

  @Override
  public void connect(ConnectRequest other) {
    other.result.completeExceptionally(
        new IllegalStateException(
            String.format(
                "the client is already %s; call disconnect() first",
                kind() == ClientState.CONNECTED ? "connected" : "connecting")));
  }

  @Override
  public void join(NamespaceSession session) {
    request.want(session.path());
  }

  @Override
  public boolean wants(String namespace) {
    return request.wanted.contains(namespace);
  }

  @Override
  public void leave(NamespaceSession session) {
    request.drop(session.path());
    session.failJoin(disconnected("disconnected while joining namespace " + session.path()));
    if (request.isEmpty()) {
      connection.state().disconnect();
    }
  }

  /** Ends the request on behalf of the application. */
  final void endByUser(String why) {
    List<NamespaceSession> sessions = sessions();
    connection.enter(new Idle(connection), null);
    sessions.forEach(
        session ->
            session.failJoin(
                disconnected("disconnected while joining namespace " + session.path())));
    detachByUser(sessions);
    request.result.completeExceptionally(disconnected(why));
  }

  /**
   * The application has disconnected these sessions; before the future of {@code connect} fails.
   */
  void detachByUser(List<NamespaceSession> sessions) {}

  static DisconnectedException disconnected(String message) {
    return new DisconnectedException(message, DisconnectReason.CLIENT_DISCONNECT, null);
  }

  final List<NamespaceSession> sessions() {
    return request.wanted.stream()
        .map(connection.host.namespaces()::session)
        .collect(Collectors.toList());
  }

  /** Replaces this request with a new one of the application. */
  final void replace(ConnectRequest other) {
    endByUser("replaced by another connect()");
    connection.state().connect(other);
  }

  /** An attempt has failed as a whole: retries or gives up, and reports the failure. */
  final void attemptFailed(ConnectionException error) {
    handleFailure(new ConnectionFailure.AttemptFailed(request, sessions(), error, connection.host));
  }

  /** The connection was lost: reconnects or gives up, and reports the loss. */
  final void connectionLost(DisconnectReason reason, @Nullable Throwable cause) {
    handleFailure(new ConnectionFailure.Lost(request, sessions(), reason, cause, connection.host));
  }

  /** Decides, or lets the application's policy decide, whether to make another attempt. */
  final void handleFailure(ConnectionFailure failure) {
    int next = request.attempt() + 1;
    Reconnection settings = connection.host.reconnection();
    Throwable cause = failure.cause(false);
    Duration proposed =
        request.mayRetry() && failure.mayRecover() && !failure.isFinal()
            ? Backoff.propose(
                settings, next, failure.reason(), cause, ThreadLocalRandom.current().nextDouble())
            : null;
    Reconnection.Policy policy = settings.policy();
    if (policy == null || !request.mayRetry() || failure.isFinal()) {
      retryOrGiveUp(failure, next, proposed);
      return;
    }
    var attempt = Reconnection.Attempt.of(next, failure.reason(), cause, proposed);
    var deciding = new Deciding(connection, request, failure, attempt);
    connection.enter(deciding, cause);
    failure.detachSessions();
    deciding.begin(policy);
  }

  /**
   * Carries out the decision about another attempt.
   *
   * @param next the number of the next attempt
   * @param delay the delay before it, or null to give up
   */
  final void retryOrGiveUp(ConnectionFailure failure, int next, @Nullable Duration delay) {
    boolean retry = delay != null;
    Throwable cause = failure.cause(retry);
    request.forgetExpelled();
    List<NamespaceSession> wanted = sessions();
    connection.enter(
        delay != null ? new Waiting(connection, request, next, delay) : new Idle(connection),
        cause);
    failure.detachSessions();
    failure.report(retry);
    if (delay != null) {
      connection.host.reconnection(new Reconnection.Event.Scheduled(next, delay, cause));
      return;
    }
    wanted.removeAll(failure.affected); // keeps those requested since
    wanted.forEach(session -> session.failJoin(session.cannotJoin()));
    if (request.mayRetry()) {
      connection.host.reconnection(new Reconnection.Event.GaveUp(next - 1, cause));
    }
  }
}
