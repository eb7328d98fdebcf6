package socketio.internal;

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
import socketio.ReconnectionEvent;
import socketio.ReconnectionPolicy;

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
            String.format(
                "the client is %s already; call disconnect() first",
                kind() == ClientState.CONNECTED ? "connected" : "connecting")));
  }

  @Override
  void join(NamespaceSession session) {
    plan.want(session.path());
  }

  @Override
  boolean wants(String namespace) {
    return plan.wanted.contains(namespace);
  }

  @Override
  void leave(NamespaceSession session) {
    plan.drop(session.path());
    session.failJoin(disconnected("disconnected while joining namespace " + session.path()));
    if (plan.isVoid()) {
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
    return plan.wanted.stream().map(machine.context::session).collect(Collectors.toList());
  }

  /** The application's new plan takes the place of this one. */
  final void replace(Plan other) {
    endByUser("replaced by another connect()");
    machine.state().connect(other);
  }

  /** An attempt has failed as a whole: try again or not, and tell everybody. */
  final void attemptFailed(ConnectionException error) {
    suffer(new Setback.AttemptFailed(plan, sessions(), error, machine.context));
  }

  /** The connection was lost: come back or not. */
  final void connectionLost(DisconnectReason reason, @Nullable Throwable cause) {
    suffer(new Setback.Lost(plan, sessions(), reason, cause));
  }

  final void suffer(Setback setback) {
    int next = plan.attempt() + 1;
    Reconnection settings = machine.context.reconnection();
    Throwable cause = setback.cause(false);
    Duration proposed =
        plan.mayRetry() && setback.mayPass()
            ? Backoff.propose(
                settings, next, setback.reason(), cause, ThreadLocalRandom.current().nextDouble())
            : null;
    ReconnectionPolicy policy = settings.policy();
    if (policy == null || !plan.mayRetry()) {
      settle(setback, next, proposed);
      return;
    }
    var attempt = new ReconnectionPolicy.Attempt(next, setback.reason(), cause, proposed);
    var deciding = new Deciding(machine, plan, setback, attempt);
    machine.enter(deciding, cause);
    setback.suffered();
    deciding.begin(policy);
  }

  /**
   * It is decided how to go on.
   *
   * @param delay when to make the next attempt; null if none is to be made
   */
  final void settle(Setback setback, int next, @Nullable Duration delay) {
    boolean retry = delay != null;
    Throwable cause = setback.cause(retry);
    plan.forgetExpelled();
    List<NamespaceSession> wanted = sessions();
    machine.enter(
        delay != null ? new Waiting(machine, plan, next, delay) : new Idle(machine), cause);
    setback.suffered();
    setback.settled(retry);
    if (delay != null) {
      machine.context.reconnection(new ReconnectionEvent.Scheduled(next, delay, cause));
      return;
    }
    wanted.removeAll(setback.concerned); // leaves those that were to be joined since
    wanted.forEach(session -> session.failJoin(Idle.notConnected(session.path())));
    if (plan.mayRetry()) {
      machine.context.reconnection(new ReconnectionEvent.GaveUp(next - 1, cause));
    }
  }
}
