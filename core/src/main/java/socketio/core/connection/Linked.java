package socketio.core.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.EncodingException;
import socketio.ReconnectionEvent;
import socketio.TransportKind;
import socketio.core.link.EngineLink;
import socketio.core.link.ResolvedOptions;
import socketio.core.namespace.ConnectReplies;
import socketio.core.namespace.NamespaceSession;
import socketio.spi.Loop;
import socketio.spi.Packet;

/**
 * A connection: first connecting, and connected as soon as the server has confirmed one namespace.
 * It hears of its link alone.
 */
final class Linked extends Active implements EngineLink.Owner {
  private final ResolvedOptions target;
  private final PendingJoins joins;
  private final Duration left;

  /** Whether the application has been connected by the same request before. */
  private final boolean again;

  /** Those whose auth payload is being asked for. */
  private final Set<NamespaceSession> asking = new HashSet<>();

  /** Those that the server has not answered in time, although it has answered others. */
  private final Set<NamespaceSession> overdue = new HashSet<>();

  private Loop.Timer timer = () -> {};
  private @Nullable EngineLink link;
  private ClientState kind = ClientState.CONNECTING;

  /** A connection to be made within the time that is left of the attempt. */
  Linked(Connection machine, ConnectRequest request, ResolvedOptions target, Duration left) {
    super(machine, request);
    this.target = target;
    joins = new PendingJoins(request);
    this.left = left;
    again = request.isEstablished();
  }

  void begin() {
    machine.enter(this, null);
    link = machine.host.open(request.spec, target, this);
    // Armed after the engine's timer, which is usually for the same time: the engine's error says
    // what it has been waiting for.
    timer = machine.context.loop().schedule(left, this::timedOut);
  }

  @Override
  ClientState kind() {
    return kind;
  }

  // ---- the engine

  @Override
  public void opened(EngineLink link, String engineId) {
    machine.host.linkChanged(engineId, link.transport());
    List<NamespaceSession> sessions = sessions();
    asking.addAll(sessions);
    for (NamespaceSession session : sessions) {
      Args auth = target.auth().get(session.path());
      if (auth == null) {
        askAndJoin(session, link);
      } else {
        join(session, link, auth);
      }
    }
    if (!request.spec.waitForNamespaces) {
      request.result.finish();
    }
  }

  @Override
  public void upgraded(EngineLink link, TransportKind transport) {
    machine.host.linkChanged(link.engineId(), transport);
    sessions().forEach(session -> session.limitsChanged(link.limits()));
  }

  @Override
  public void lost(EngineLink link, DisconnectReason reason, @Nullable Throwable cause) {
    timer.cancel();
    machine.host.linkChanged(null, null);
    if (kind == ClientState.CONNECTED) {
      connectionLost(reason, cause);
    } else {
      attemptFailed(openError(link, reason, cause));
    }
  }

  private static ConnectionException openError(
      EngineLink link, DisconnectReason reason, @Nullable Throwable cause) {
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
    machine.host.linkChanged(null, null);
  }

  private void timedOut() {
    if (!isCurrent()) {
      return;
    }
    if (kind == ClientState.CONNECTED) {
      joins.pending().stream().map(machine.host.namespaces()::session).forEach(this::unanswered);
      endIfOfNoUse();
      return;
    }
    // A server that answers nothing at all may do so next time: the attempt has failed.
    boolean open = link != null && link.isOpen();
    var error =
        ConnectionException.builder(
                open ? Phase.NAMESPACE : Phase.HANDSHAKE,
                open
                    ? noAnswer(String.join(", ", request.wanted))
                    : "no connection within " + request.spec.timeout)
            .transport(link == null ? null : link.transport())
            .namespace(open && request.wanted.size() == 1 ? request.wanted.iterator().next() : null)
            .build();
    unlink();
    attemptFailed(error);
  }

  @Override
  public void checkNow() {
    if (link != null) {
      link.checkNow();
    }
  }

  private String noAnswer(String namespaces) {
    return String.format(
        "the server did not answer CONNECT of namespace %s within %s",
        namespaces, request.spec.timeout);
  }

  /** A namespace was not answered in time, but others were. */
  private void unanswered(NamespaceSession session) {
    if (!again) {
      refuse(session, noAnswer(session.path()), null);
      return;
    }
    // The server knew it before, and may again: an answer that is late counts, and the next
    // connection asks anew.
    ConnectionException error =
        joinError(session.path(), noAnswer(session.path())).willRetry(true).build();
    asking.remove(session);
    overdue.add(session);
    session.overdue(error);
    joins.refused(session.path(), error);
  }

  // ---- namespaces

  @Override
  public void join(NamespaceSession session) {
    super.join(session);
    if (link != null && link.isOpen() && !session.isActive()) {
      askAndJoin(session, link);
    }
  }

  /** Joins later than the target was made, with an auth payload that is asked for now. */
  private void askAndJoin(NamespaceSession session, EngineLink link) {
    Runnable ask =
        () ->
            ResolvedOptions.auth(request.spec, session.path())
                .whenComplete(
                    (auth, error) ->
                        machine.context.loop().execute(() -> asked(session, link, auth, error)));
    asking.add(session);
    if (request.spec.authOf(session.path()).isFixed()) {
      ask.run();
    } else {
      machine.host.background().execute(ask);
    }
  }

  private void asked(
      NamespaceSession session, EngineLink link, @Nullable Args auth, @Nullable Throwable error) {
    asking.remove(session);
    if (!isCurrent() || session.isActive() || !request.wanted.contains(session.path())) {
      return;
    }
    if (auth == null) {
      refuse(session, Preparing.prepareError(error).toBuilder().namespace(session.path()).build());
    } else {
      join(session, link, auth);
    }
  }

  private void join(NamespaceSession session, EngineLink link, Args auth) {
    asking.remove(session);
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
  public void leave(NamespaceSession session) {
    session.sendDisconnect();
    session.failJoin(disconnected("disconnected while joining namespace " + session.path()));
    request.drop(session.path());
    overdue.remove(session);
    if (request.wanted.isEmpty()) {
      unlink();
      machine.enter(new Idle(machine), null);
      request.result.completeExceptionally(disconnected("every namespace was disconnected"));
    }
    session.left(DisconnectReason.CLIENT_DISCONNECT, null);
    joins.settled(session.path());
    endIfOfNoUse();
  }

  @Override
  public void received(EngineLink link, Packet packet, int size) {
    NamespaceSession session = machine.host.namespaces().known(packet.namespace());
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
        refuse(session, ConnectReplies.toException(refusal));
      } else {
        session.answeredTooLate();
      }
    } else if (session.isJoined()) {
      kicked(session);
    }
  }

  /** The server has disconnected a namespace. */
  private void kicked(NamespaceSession session) {
    if (!hasOthers(session)) {
      unlink();
      connectionLost(DisconnectReason.SERVER_DISCONNECT, null);
    } else if (machine.host.reconnection().afterServerDisconnect()) {
      session.left(DisconnectReason.SERVER_DISCONNECT, null);
    } else {
      request.expel(session.path());
      session.left(DisconnectReason.SERVER_DISCONNECT, null);
      session.failJoin(
          new DisconnectedException(
              "disconnected by the server", DisconnectReason.SERVER_DISCONNECT, null));
    }
  }

  private void confirmed(NamespaceSession session, EngineLink link, Packet.Connect confirmation) {
    if (!session.isActive()) {
      // The application has left while the server was still deciding.
      session.answeredTooLate();
      var goodbye = new Packet.Disconnect(session.path());
      link.reply(goodbye, machine.context.parser().encode(goodbye));
      return;
    }
    if (session.isJoined()) {
      return; // doubled
    }
    String sid = ConnectReplies.text(confirmation.data(), "sid");
    if (sid == null) {
      refuse(session, ConnectReplies.withoutSid(session.path()));
      return;
    }
    int attempt = request.attempt();
    request.established();
    if (kind == ClientState.CONNECTING) {
      // Before the connect handlers are called, which may ask for the state.
      kind = ClientState.CONNECTED;
      machine.enter(this, null);
      if (attempt > 0) {
        machine.host.reconnection(new ReconnectionEvent.Succeeded(attempt));
      }
    }
    overdue.remove(session);
    session.joined(sid, ConnectReplies.text(confirmation.data(), "pid"));
    joins.settled(session.path());
    if (joins.pending().isEmpty()) {
      timer.cancel();
    }
  }

  private void refuse(NamespaceSession session, String message, @Nullable Throwable cause) {
    refuse(session, joinError(session.path(), message).cause(cause).build());
  }

  private static ConnectionException.Builder joinError(String namespace, String message) {
    return ConnectionException.builder(Phase.NAMESPACE, message).namespace(namespace);
  }

  /** The namespace is not wanted any more: what was refused once is not asked for again. */
  private void refuse(NamespaceSession session, ConnectionException error) {
    asking.remove(session);
    overdue.remove(session);
    boolean last = !hasOthers(session);
    if (last && kind == ClientState.CONNECTING) {
      unlink();
      suffer(new ConnectionFailure.Refused(request, session, joins, error, machine.host));
      return;
    }
    request.expel(session.path());
    session.refused(error);
    joins.refused(session.path(), error);
    if (last) {
      exhausted(error);
    }
  }

  // ---- of what use the connection is

  /** Whether any other namespace is joined, or may soon be. */
  private boolean hasOthers(@Nullable NamespaceSession than) {
    return sessions().stream()
        .anyMatch(
            other ->
                other != than
                    && (asking.contains(other) || (other.isActive() && !overdue.contains(other))));
  }

  private void endIfOfNoUse() {
    if (isCurrent() && link != null && link.isOpen() && !hasOthers(null)) {
      exhausted(null);
    }
  }

  /** No namespace is joined, nor will be: what is wanted nevertheless needs another connection. */
  private void exhausted(@Nullable Throwable cause) {
    unlink();
    List<String> unanswered = new ArrayList<>(request.wanted);
    unanswered.retainAll(overdue.stream().map(NamespaceSession::path).collect(Collectors.toList()));
    if (unanswered.isEmpty()) {
      connectionLost(DisconnectReason.SERVER_DISCONNECT, cause);
    } else {
      String namespaces = String.join(", ", unanswered);
      attemptFailed(joinError(namespaces, noAnswer(namespaces)).build());
    }
  }

  @Override
  public void disconnect() {
    List<NamespaceSession> sessions = sessions();
    sessions.forEach(NamespaceSession::sendDisconnect);
    unlink();
    endByUser("disconnected before the connection was established");
    sessions.forEach(session -> session.left(DisconnectReason.CLIENT_DISCONNECT, null));
  }
}
