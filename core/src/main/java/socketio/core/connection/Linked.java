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
import socketio.DisconnectReason;
import socketio.EncodingException;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.core.link.EngineLink;
import socketio.core.link.ResolvedOptions;
import socketio.core.namespace.ConnectReplies;
import socketio.core.namespace.NamespaceSession;
import socketio.spi.Loop;
import socketio.spi.Packet;

/**
 * A link is opening or open: the state is CONNECTING until the server confirms a first namespace,
 * then CONNECTED. Only its own link calls it.
 */
final class Linked extends Active implements EngineLink.Owner {
  private final ResolvedOptions options;
  private final PendingJoins joins;
  private final Duration timeLeft;

  /** Whether an earlier connection of the same request was established. */
  private final boolean reconnecting;

  /** The sessions whose auth payload is being resolved. */
  private final Set<NamespaceSession> resolvingAuth = new HashSet<>();

  /** The sessions that the server did not answer in time, although it answered others. */
  private final Set<NamespaceSession> overdue = new HashSet<>();

  private Loop.Timer timer = () -> {};
  private @Nullable EngineLink link;
  private ClientState kind = ClientState.CONNECTING;

  /** A connection to establish within the remaining time of the attempt. */
  Linked(
      Connection connection, ConnectRequest request, ResolvedOptions options, Duration timeLeft) {
    super(connection, request);
    this.options = options;
    joins = new PendingJoins(request);
    this.timeLeft = timeLeft;
    reconnecting = request.isEstablished();
  }

  void begin() {
    connection.enter(this, null);
    link = connection.host.open(request.spec, options, this);
    // Scheduled after the engine's timer, which usually has the same delay, so that the engine's
    // error wins: it says what it was waiting for.
    timer = connection.context.loop().schedule(timeLeft, this::timedOut);
  }

  @Override
  ClientState kind() {
    return kind;
  }

  // ---- the engine

  @Override
  public void opened(EngineLink link, String engineId) {
    connection.host.linkChanged(engineId, link.transport());
    List<NamespaceSession> sessions = sessions();
    resolvingAuth.addAll(sessions);
    for (NamespaceSession session : sessions) {
      if (!isCurrent()) {
        return; // a refusal has ended the connection
      }
      Args auth = options.auth().get(session.path());
      if (auth == null) {
        resolveAuthAndJoin(session, link);
      } else {
        join(session, link, auth);
      }
    }
    request.opened();
  }

  @Override
  public void transportChanged(EngineLink link, TransportKind transport) {
    connection.host.linkChanged(link.engineId(), transport);
    sessions().forEach(session -> session.limitsChanged(link.limits()));
  }

  @Override
  public void lost(EngineLink link, DisconnectReason reason, @Nullable Throwable cause) {
    timer.cancel();
    connection.host.linkChanged(null, null);
    if (kind == ClientState.CONNECTED) {
      connectionLost(reason, cause);
    } else {
      attemptFailed(AttemptErrors.ended(link, reason, cause));
    }
  }

  /** Closes the link, which does not call this state any more. */
  private void closeLink() {
    timer.cancel();
    if (link != null) {
      link.close();
    }
    connection.host.linkChanged(null, null);
  }

  private void timedOut() {
    if (!isCurrent()) {
      return;
    }
    if (kind == ClientState.CONNECTED) {
      for (String namespace : joins.pending()) {
        if (isCurrent()) { // the first may have ended the connection for all
          joinTimedOut(connection.host.namespaces().session(namespace));
        }
      }
      endIfUnused();
      return;
    }
    // A server that does not answer at all may answer next time: the attempt failed.
    ConnectionException error = AttemptErrors.timedOut(link, request.wanted, request.spec.timeout);
    closeLink();
    attemptFailed(error);
  }

  @Override
  boolean isOpen() {
    return link != null && link.isOpen();
  }

  @Override
  public void checkNow() {
    if (link != null) {
      link.checkNow();
    }
  }

  private String noAnswer(String namespaces) {
    return AttemptErrors.noAnswer(namespaces, request.spec.timeout);
  }

  /** The server did not answer for this namespace in time, but it answered for others. */
  private void joinTimedOut(NamespaceSession session) {
    if (!reconnecting) {
      boolean connectSent = session.isJoining();
      refuse(session, AttemptErrors.join(session.path(), noAnswer(session.path())).build());
      if (connectSent && link != null) {
        session.answerStillDue(link);
      }
      return;
    }
    // The server has confirmed it before and may do so again: a late answer counts, and the next
    // connection requests it anew.
    ConnectionException error =
        AttemptErrors.over(
            link,
            AttemptErrors.join(session.path(), noAnswer(session.path())).willRetry(true).build());
    resolvingAuth.remove(session);
    overdue.add(session);
    session.overdue(error);
    joins.complete(session.path());
  }

  // ---- namespaces

  @Override
  public void join(NamespaceSession session) {
    super.join(session);
    if (link != null && link.isOpen() && !session.isActive()) {
      resolveAuthAndJoin(session, link);
    }
  }

  /** Resolves the auth payload of a namespace added after the options were resolved, then joins. */
  private void resolveAuthAndJoin(NamespaceSession session, EngineLink link) {
    Runnable resolve =
        () ->
            ResolvedOptions.auth(request.spec, session.path())
                .whenComplete(
                    (auth, error) -> inLoop(() -> authResolved(session, link, auth, error)));
    resolvingAuth.add(session);
    if (request.spec.authOf(session.path()).isFixed()) {
      resolve.run();
    } else {
      connection.host.background().execute(resolve);
    }
  }

  private void authResolved(
      NamespaceSession session, EngineLink link, @Nullable Args auth, @Nullable Throwable error) {
    resolvingAuth.remove(session);
    if (!isCurrent() || session.isActive() || !request.wanted.contains(session.path())) {
      return;
    }
    if (auth == null) {
      refuse(session, AttemptErrors.prepare(error).toBuilder().namespace(session.path()).build());
    } else {
      join(session, link, auth);
    }
  }

  private void join(NamespaceSession session, EngineLink link, Args auth) {
    resolvingAuth.remove(session);
    try {
      session.join(link, auth);
    } catch (EncodingException e) {
      refuse(session, AttemptErrors.unencodable(session.path(), e));
    }
  }

  @Override
  public void leave(NamespaceSession session) {
    session.sendDisconnect();
    session.failJoin(disconnected("disconnected while joining namespace " + session.path()));
    request.drop(session.path());
    overdue.remove(session);
    if (request.wanted.isEmpty()) {
      closeLink();
      connection.enter(new Idle(connection), null);
    }
    session.left(DisconnectReason.CLIENT_DISCONNECT, null);
    joins.complete(session.path());
    if (!isCurrent()) {
      request.result.completeExceptionally(
          request.hasRefusals()
              ? request.failure(null)
              : disconnected("every namespace was disconnected"));
      return;
    }
    completeIfAnswered();
    endIfUnused();
  }

  @Override
  public void received(EngineLink link, Packet packet, int size) {
    NamespaceSession session = connection.host.namespaces().known(packet.namespace());
    if (session == null) {
      return; // never named by the application: a server must not make the client allocate it
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
      disconnectedByServer(session);
    }
  }

  /** The server disconnected a namespace. */
  private void disconnectedByServer(NamespaceSession session) {
    if (!hasOtherThan(session)) {
      closeLink();
      connectionLost(DisconnectReason.SERVER_DISCONNECT, null);
    } else if (connection.host.reconnection().afterServerDisconnect()) {
      session.left(DisconnectReason.SERVER_DISCONNECT, null);
    } else {
      request.expel(session.path());
      session.left(DisconnectReason.SERVER_DISCONNECT, null);
      session.failJoin(AttemptErrors.byServer(session.path(), null));
    }
  }

  private void confirmed(NamespaceSession session, EngineLink link, Packet.Connect confirmation) {
    if (!session.isActive()) {
      // The application disconnected while the server was still authorizing.
      session.answeredTooLate();
      var goodbye = new Packet.Disconnect(session.path());
      link.reply(goodbye, connection.context.parser().encode(goodbye));
      return;
    }
    if (session.isJoined()) {
      return; // a duplicate
    }
    String sid = ConnectReplies.text(confirmation.data(), "sid");
    if (sid == null) {
      refuse(session, ConnectReplies.withoutSid(session.path()));
      return;
    }
    if (kind == ClientState.CONNECTING) {
      // Before the connect handlers are called, which may read the state.
      kind = ClientState.CONNECTED;
      connection.enter(this, null);
    }
    if (!request.isPending()
        || (joins.connectNeedsOnly(session.path()) && !request.hasRefusals())) {
      established();
    }
    overdue.remove(session);
    session.joined(sid, ConnectReplies.text(confirmation.data(), "pid"));
    joins.complete(session.path());
    if (joins.pending().isEmpty()) {
      timer.cancel();
    }
    completeIfAnswered();
  }

  private void established() {
    int attempt = request.attempt();
    request.established();
    if (attempt > 0) {
      connection.host.reconnection(new Reconnection.Event.Succeeded(attempt));
    }
  }

  /** Once the server has answered for all its namespaces, {@code connect} succeeds or fails. */
  private void completeIfAnswered() {
    if (!request.isPending() || !joins.connectIsAnswered()) {
      return;
    }
    if (!request.hasRefusals()) {
      if (kind == ClientState.CONNECTED) {
        established();
      }
      request.result.finish();
      return;
    }
    List<NamespaceSession> sessions = sessions();
    sessions.forEach(NamespaceSession::sendDisconnect);
    closeLink();
    handleFailure(new ConnectionFailure.NotAllJoined(request, sessions, connection.host));
  }

  /** Reports a refusal; a refused namespace is not requested again. */
  private void refuse(NamespaceSession session, ConnectionException reason) {
    ConnectionException error = AttemptErrors.over(link, reason);
    resolvingAuth.remove(session);
    overdue.remove(session);
    boolean last = !hasOtherThan(session);
    if (last && kind == ClientState.CONNECTING) {
      closeLink();
      handleFailure(new ConnectionFailure.Refused(request, session, error, connection.host));
      return;
    }
    request.expel(session.path());
    session.refused(error);
    joins.refused(session.path(), error);
    completeIfAnswered();
    if (last && isCurrent()) {
      endUnused(error);
    }
  }

  // ---- whether the connection is still used

  /** Whether any other namespace is joined, or may still be. */
  private boolean hasOtherThan(@Nullable NamespaceSession than) {
    return sessions().stream()
        .anyMatch(
            other ->
                other != than
                    && (resolvingAuth.contains(other)
                        || (other.isActive() && !overdue.contains(other))));
  }

  private void endIfUnused() {
    if (isCurrent() && link != null && link.isOpen() && !hasOtherThan(null)) {
      endUnused(null);
    }
  }

  /** Ends a connection without namespaces; overdue ones are requested again on the next. */
  private void endUnused(@Nullable Throwable cause) {
    closeLink();
    List<String> unanswered = new ArrayList<>(request.wanted);
    unanswered.retainAll(overdue.stream().map(NamespaceSession::path).collect(Collectors.toList()));
    if (unanswered.isEmpty()) {
      connectionLost(DisconnectReason.SERVER_DISCONNECT, cause);
    } else {
      String namespaces = String.join(", ", unanswered);
      attemptFailed(
          AttemptErrors.over(link, AttemptErrors.join(namespaces, noAnswer(namespaces)).build()));
    }
  }

  @Override
  public void disconnect() {
    sessions().forEach(NamespaceSession::sendDisconnect);
    closeLink();
    endByUser("disconnected before the connection was established");
  }

  @Override
  void detachByUser(List<NamespaceSession> sessions) {
    sessions.forEach(session -> session.left(DisconnectReason.CLIENT_DISCONNECT, null));
  }
}
