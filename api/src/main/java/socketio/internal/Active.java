package socketio.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.DisconnectedException;

/** A state in which a plan is pursued. */
abstract class Active extends Connection.State {
  final Plan plan;

  Active(Connection machine, Plan plan) {
    super(machine);
    this.plan = plan;
  }

  @Override
  void connect(Plan other) {
    other.result.completeExceptionally(
        new IllegalStateException(
            "the client is %s already; call disconnect() first"
                .formatted(kind() == ClientState.CONNECTED ? "connected" : "connecting")));
  }

  @Override
  void join(NamespaceSession session) {
    plan.wanted.add(session.path());
  }

  @Override
  void leave(NamespaceSession session) {
    plan.wanted.remove(session.path());
    session.failJoin(disconnected("disconnected while joining namespace " + session.path()));
    if (plan.wanted.isEmpty()) {
      machine.state().disconnect();
    }
  }

  /** Nobody pursues the plan any more, because the application does not want it. */
  final void endByUser(String why) {
    List<NamespaceSession> sessions = sessions();
    machine.enter(new Idle(machine), null);
    sessions.forEach(
        session ->
            session.failJoin(
                disconnected("disconnected while joining namespace " + session.path())));
    plan.result.completeExceptionally(disconnected(why));
  }

  static DisconnectedException disconnected(String message) {
    return new DisconnectedException(message, DisconnectReason.CLIENT_DISCONNECT, null);
  }

  final List<NamespaceSession> sessions() {
    return plan.wanted.stream().map(machine.context::session).toList();
  }

  /** An attempt has failed as a whole: try again or not, and tell everybody. */
  final void attemptFailed(ConnectionException error) {
    int next = plan.nextAttempt();
    boolean retry =
        plan.mayRetry() && isRetriable(error) && machine.context.reconnection().allows(next);
    ConnectionException told = error.toBuilder().willRetry(retry).build();
    told.setStackTrace(error.getStackTrace());
    List<NamespaceSession> concerned = sessions();
    machine.enter(retry ? new Waiting(machine, plan, next) : new Idle(machine), told);
    concerned.forEach(session -> session.connectFailed(told));
    if (!retry) {
      concerned.forEach(session -> session.failJoin(told));
      plan.fail(told);
    }
  }

  /** The connection was lost: come back or not. */
  final void connectionLost(DisconnectReason reason, @Nullable Throwable cause) {
    int next = plan.nextAttempt();
    boolean retry = machine.context.reconnection().allows(next);
    ConnectionException error =
        ConnectionException.builder(
                Phase.NAMESPACE,
                "the connection was lost (%s) before the server answered every namespace"
                    .formatted(reason))
            .cause(cause)
            .willRetry(retry)
            .build();
    List<NamespaceSession> concerned = sessions();
    machine.enter(retry ? new Waiting(machine, plan, next) : new Idle(machine), cause);
    for (NamespaceSession session : concerned) {
      if (session.isJoined()) {
        session.left(reason, cause);
      } else {
        session.connectFailed(error);
      }
    }
    if (!retry) {
      concerned.forEach(session -> session.failJoin(error));
    }
    if (!retry || !plan.spec.retry) {
      plan.fail(error);
    }
  }

  /** What a retry cannot mend: the server has understood, and does not want this client. */
  private static boolean isRetriable(ConnectionException error) {
    return error.httpStatus() != 401 && error.httpStatus() != 403;
  }
}
