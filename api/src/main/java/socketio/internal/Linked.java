package socketio.internal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.EncodingException;
import socketio.Reconnection;
import socketio.ReconnectionEvent;
import socketio.TransportKind;
import socketio.spi.Loop;
import socketio.spi.Packet;

/**
 * A connection: first connecting, and connected as soon as the server has confirmed one namespace.
 * It hears of its link alone.
 */
final class Linked extends Active implements Link.Owner {
  private final Target target;
  private final Joins joins;
  private final Duration left;
  private Loop.Timer timer = () -> {};
  private @Nullable Link link;
  private ClientState kind = ClientState.CONNECTING;

  /** A connection to be made within the time that is left of the attempt. */
  Linked(Connection machine, Plan plan, Target target, Duration left) {
    super(machine, plan);
    this.target = target;
    joins = new Joins(plan);
    this.left = left;
  }

  void begin() {
    machine.enter(this, null);
    link = machine.context.open(plan.spec, target, this);
    // Armed after the engine's timer, which is usually for the same time: the engine's error says
    // what it has been waiting for.
    timer = machine.core.loop().schedule(left, this::timedOut);
  }

  @Override
  ClientState kind() {
    return kind;
  }

  // ---- the engine

  @Override
  public void opened(Link link, String engineId) {
    machine.context.linkChanged(engineId, link.transport());
    for (String namespace : List.copyOf(plan.wanted)) {
      NamespaceSession session = machine.context.session(namespace);
      Args auth = target.auth().get(namespace);
      if (auth == null) {
        askAndJoin(session, link);
      } else {
        join(session, link, auth);
      }
    }
    if (!plan.spec.waitForNamespaces) {
      plan.result.finish();
    }
  }

  @Override
  public void upgraded(Link link, TransportKind transport) {
    machine.context.linkChanged(link.engineId(), transport);
    sessions().forEach(session -> session.limitsChanged(link.limits()));
  }

  @Override
  public void lost(Link link, DisconnectReason reason, @Nullable Throwable cause) {
    timer.cancel();
    machine.context.linkChanged(null, null);
    if (kind == ClientState.CONNECTED) {
      connectionLost(reason, cause);
    } else {
      attemptFailed(openError(link, reason, cause));
    }
  }

  private static ConnectionException openError(
      Link link, DisconnectReason reason, @Nullable Throwable cause) {
    boolean open = link.engineId() != null;
    if (cause instanceof ConnectionException error && !open) {
      return error;
    }
    String why = cause == null || cause.getMessage() == null ? "" : ": " + cause.getMessage();
    var joining =
        ConnectionException.builder(
                Phase.NAMESPACE,
                String.format(
                    "the connection ended (%s) before the server confirmed a namespace%s",
                    reason, why))
            .transport(link.transport())
            .cause(cause);
    if (cause instanceof ConnectionException error) {
      joining.httpStatus(error.httpStatus()).body(error.body()).retryAfter(error.retryAfter());
    }
    return joining.build();
  }

  /** Ends the link; nobody hears more of it. */
  private void unlink() {
    timer.cancel();
    if (link != null) {
      link.close();
    }
    machine.context.linkChanged(null, null);
  }

  private void timedOut() {
    if (!isCurrent()) {
      return;
    }
    if (kind == ClientState.CONNECTED) {
      for (String namespace : joins.pending()) {
        refuse(machine.context.session(namespace), unanswered(namespace), null);
      }
      return;
    }
    // A server that answers nothing at all may do so next time: the attempt has failed.
    boolean open = link != null && link.isOpen();
    var error =
        ConnectionException.builder(
                open ? Phase.NAMESPACE : Phase.HANDSHAKE,
                open
                    ? unanswered(String.join(", ", plan.wanted))
                    : "no connection within " + plan.spec.timeout)
            .transport(link == null ? null : link.transport())
            .namespace(open && plan.wanted.size() == 1 ? plan.wanted.iterator().next() : null)
            .build();
    unlink();
    attemptFailed(error);
  }

  @Override
  void checkNow() {
    if (link != null) {
      link.checkNow();
    }
  }

  private String unanswered(String namespaces) {
    return String.format(
        "the server did not answer CONNECT of namespace %s within %s",
        namespaces, plan.spec.timeout);
  }

  // ---- namespaces

  @Override
  void join(NamespaceSession session) {
    super.join(session);
    if (link != null && link.isOpen() && !session.isActive()) {
      askAndJoin(session, link);
    }
  }

  /** Joins later than the target was made, with an auth payload that is asked for now. */
  private void askAndJoin(NamespaceSession session, Link link) {
    Runnable ask =
        () ->
            Target.auth(plan.spec, session.path())
                .whenComplete(
                    (auth, error) ->
                        machine.core.loop().execute(() -> asked(session, link, auth, error)));
    if (plan.spec.authOf(session.path()).fixed()) {
      ask.run();
    } else {
      machine.context.background().execute(ask);
    }
  }

  private void asked(
      NamespaceSession session, Link link, @Nullable Args auth, @Nullable Throwable error) {
    if (!isCurrent() || session.isActive() || !plan.wanted.contains(session.path())) {
      return;
    }
    if (auth == null) {
      refuse(session, Preparing.prepareError(error).toBuilder().namespace(session.path()).build());
    } else {
      join(session, link, auth);
    }
  }

  private void join(NamespaceSession session, Link link, Args auth) {
    try {
      session.join(link, auth);
    } catch (EncodingException e) {
      refuse(
          session,
          String.format(
              "the auth payload of namespace %s cannot be encoded: %s",
              session.path(), e.getMessage()),
          e);
    }
  }

  @Override
  void leave(NamespaceSession session) {
    session.sendDisconnect();
    session.failJoin(disconnected("disconnected while joining namespace " + session.path()));
    gone(session, DisconnectReason.CLIENT_DISCONNECT);
  }

  @Override
  public void received(Link link, Packet packet, int size) {
    NamespaceSession session = machine.context.known(packet.namespace());
    if (session == null) {
      return; // nobody has asked for it, and a server cannot make the client remember it
    }
    if (packet instanceof Packet.Event event) {
      session.received(event, size);
    } else if (packet instanceof Packet.Ack ack) {
      session.received(ack);
    } else if (packet instanceof Packet.Connect confirmation) {
      confirmed(session, link, confirmation);
    } else if (packet instanceof Packet.ConnectError refusal) {
      if (session.isJoining()) {
        refuse(session, Refusals.toException(refusal));
      } else {
        session.answeredTooLate();
      }
    } else if (session.isJoined()) {
      kicked(session);
    }
  }

  /** The server has disconnected a namespace. */
  private void kicked(NamespaceSession session) {
    Reconnection settings = machine.context.reconnection();
    if (!settings.afterServerDisconnect() && settings.policy() == null) {
      gone(session, DisconnectReason.SERVER_DISCONNECT);
    } else if (sessions().stream().anyMatch(other -> other != session && other.isActive())) {
      session.left(DisconnectReason.SERVER_DISCONNECT, null);
      joins.settled(session.path());
    } else {
      unlink();
      connectionLost(DisconnectReason.SERVER_DISCONNECT, null);
    }
  }

  private void confirmed(NamespaceSession session, Link link, Packet.Connect confirmation) {
    if (!session.isActive()) {
      // The application has left while the server was still deciding.
      session.answeredTooLate();
      var goodbye = new Packet.Disconnect(session.path());
      link.reply(goodbye, machine.core.parser().encode(goodbye));
      return;
    }
    if (session.isJoined()) {
      return; // doubled
    }
    String sid = Refusals.text(confirmation.data(), "sid");
    if (sid == null) {
      refuse(session, Refusals.withoutSid(session.path()));
      return;
    }
    int attempt = plan.attempt();
    plan.established();
    if (kind == ClientState.CONNECTING) {
      // Before the connect handlers are called, which may ask for the state.
      kind = ClientState.CONNECTED;
      machine.enter(this, null);
      if (attempt > 0) {
        machine.context.reconnection(new ReconnectionEvent.Succeeded(attempt));
      }
    }
    session.joined(sid, Refusals.text(confirmation.data(), "pid"));
    joins.settled(session.path());
    if (joins.pending().isEmpty()) {
      timer.cancel();
    }
  }

  private void refuse(NamespaceSession session, String message, @Nullable Throwable cause) {
    refuse(
        session,
        ConnectionException.builder(Phase.NAMESPACE, message)
            .namespace(session.path())
            .cause(cause)
            .build());
  }

  /** The namespace is not wanted any more: what was refused once is not asked for again. */
  private void refuse(NamespaceSession session, ConnectionException error) {
    plan.wanted.remove(session.path());
    boolean last = plan.wanted.isEmpty();
    if (last) {
      unlink();
      machine.enter(new Idle(machine), error);
    }
    session.refused(error);
    joins.refused(session.path(), error);
  }

  /** A namespace has ended while the connection goes on, unless it was the last one. */
  private void gone(NamespaceSession session, DisconnectReason reason) {
    plan.wanted.remove(session.path());
    if (plan.wanted.isEmpty()) {
      unlink();
      machine.enter(new Idle(machine), null);
      plan.result.completeExceptionally(
          new DisconnectedException("every namespace was disconnected", reason, null));
    }
    session.left(reason, null);
    session.failJoin(new DisconnectedException("disconnected by the server", reason, null));
    joins.settled(session.path());
  }

  @Override
  void disconnect() {
    List<NamespaceSession> sessions = sessions();
    sessions.forEach(NamespaceSession::sendDisconnect);
    unlink();
    endByUser("disconnected before the connection was established");
    sessions.forEach(session -> session.left(DisconnectReason.CLIENT_DISCONNECT, null));
  }
}
