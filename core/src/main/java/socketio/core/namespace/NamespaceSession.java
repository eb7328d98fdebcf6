package socketio.core.namespace;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.ConnectionException;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.NotConnectedException;
import socketio.core.handlers.Dispatcher;
import socketio.core.handlers.HandlerTable;
import socketio.core.handlers.OutgoingListeners;
import socketio.core.handlers.Router;
import socketio.core.handlers.SharedHandlers;
import socketio.core.link.EngineLink;
import socketio.core.runtime.ClientClosed;
import socketio.core.runtime.ClientContext;
import socketio.core.runtime.LaneFuture;
import socketio.internal.Check;
import socketio.spi.Engine;
import socketio.spi.Frame;
import socketio.spi.Loop;
import socketio.spi.Packet;

/**
 * One namespace of a client: joining and leaving it, its events in and out. Confined to the loop,
 * except where marked otherwise.
 */
public final class NamespaceSession {
  /** How many events may arrive before the server confirms the namespace; generous. */
  private static final int MAX_EARLY_EVENTS = 10_000;

  private static final long MAX_EARLY_BYTES = 128L << 20;

  private final ClientContext context;
  private final String path;
  private final NamespaceHost host;
  private final HandlerTable table;
  private final Dispatcher dispatcher;
  private final Sender sender;
  private final OutgoingEvents outgoing;
  private final Recovery recovery = new Recovery();
  private final Arrivals arrivals;

  /** Takes the events instead of handlers, if set. */
  private @Nullable Inbox inbox;

  /** Why the namespace was last disconnected. */
  private DisconnectReason lastReason = DisconnectReason.TRANSPORT_ERROR;

  private final JoinWaiters joinWaiters = new JoinWaiters();
  private State state = new Out();

  /** Any thread. */
  private volatile Snapshot snapshot = Snapshot.DISCONNECTED;

  /** The state of the namespace on the current connection. */
  private sealed interface State {}

  private record Out() implements State {}

  /** CONNECT was sent; events that arrive before the answer are kept. */
  private record Joining(EngineLink link, List<Early> early, AtomicLong earlyBytes)
      implements State {}

  /** The application disconnected after CONNECT was sent; the answer is still outstanding. */
  private record Leaving(EngineLink link) implements State {}

  private record Joined(EngineLink link) implements State {}

  private record Early(Packet.Event event, int size) {}

  /** A namespace that is not joined. */
  NamespaceSession(
      ClientContext context,
      String path,
      HandlerTable table,
      SharedHandlers shared,
      NamespaceHost host) {
    this.context = context;
    this.path = path;
    this.table = table;
    this.host = host;
    dispatcher = new Dispatcher(context, table, new Router(path, table, shared), shared);
    sender = new Sender(context, path, new OutgoingListeners(context, path, table, shared));
    outgoing = new OutgoingEvents(context, this, host, sender);
    arrivals = new Arrivals(context, table, host);
  }

  // Any thread.

  public String path() {
    return path;
  }

  public Loop loop() {
    return context.loop();
  }

  public HandlerTable table() {
    return table;
  }

  public Arrivals arrivals() {
    return arrivals;
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  /** Returns the outgoing events of this namespace. */
  public OutgoingEvents outgoing() {
    return outgoing;
  }

  /**
   * Rejects operations that only a single namespace supports.
   *
   * @throws UnsupportedOperationException if this represents all namespaces
   */
  public void requireSingle() {
    if (path.equals(Check.ALL_NAMESPACES)) {
      throw new UnsupportedOperationException(
          "namespace * means all namespaces and only has handlers: use emit, call, connect"
              + " and disconnect of one namespace, such as namespace(\"/chat\")");
    }
  }

  /** Returns the error for joining while the client neither is connected nor tries to be. */
  public NotConnectedException cannotJoin() {
    if (host.isClosed()) {
      return ClientClosed.error(String.format("namespace %s cannot be joined", path));
    }
    return new NotConnectedException(
        String.format(
            "namespace %s cannot be joined: the client is not connected; call connect(…) on it"
                + " first",
            path));
  }

  // The loop.

  /** Fails the events that wait for a connection, saying why. */
  public void clearBuffer(String why) {
    sender.clearBuffer(why);
  }

  /** Fails the events of the retry queue, if the client does not try to join any more. */
  private void failRetriesIfUnwanted(RuntimeException error) {
    if (!host.wants(path)) {
      sender.failRetries(error);
    }
  }

  public boolean isActive() {
    return isJoining() || isJoined();
  }

  public boolean isJoining() {
    return state instanceof Joining;
  }

  public boolean isJoined() {
    return state instanceof Joined;
  }

  /**
   * Completes a future with the server's next answer, or when joining has failed.
   *
   * @param wanted whether the namespace was wanted before
   */
  public void awaitJoin(LaneFuture<Void> future, boolean wanted) {
    joinWaiters.add(future, wanted);
  }

  /**
   * A future has ended without an answer.
   *
   * @return whether the namespace was only wanted because of it and those that ended before
   */
  public boolean stopAwaitingJoin(LaneFuture<Void> future) {
    return joinWaiters.remove(future);
  }

  /**
   * Sends CONNECT, unless the answer to an earlier one is still outstanding on this link: a second
   * CONNECT would leave a second session on the server.
   */
  public void join(EngineLink link, Args auth) {
    assert context.loop().inLoop();
    boolean connectSent = state instanceof Leaving leaving && leaving.link == link;
    if (!connectSent) {
      Args payload = recovery.auth(link.origin(), path, auth, context.parser());
      var connect = new Packet.Connect(path, payload);
      link.send(connect, context.parser().encode(connect));
    }
    state = new Joining(link, new ArrayList<>(), new AtomicLong());
  }

  /** The server answered after the application had disconnected. */
  public void answeredTooLate() {
    if (state instanceof Leaving) {
      state = new Out();
    }
  }

  /**
   * The server confirmed the namespace.
   *
   * @param pid the id with which to resume the namespace later, if the server offers recovery
   */
  public void joined(String sid, @Nullable String pid) {
    if (!(state instanceof Joining now)) {
      return;
    }
    boolean recovered = recovery.confirmed(now.link.origin(), pid);
    var joined = new Joined(now.link);
    state = joined;
    snapshot = new Snapshot(now.link, sid, recovered, now.link.limits());
    // As in JavaScript, missed events and those that the server emitted in its connection handler
    // are delivered before the connect event, and buffered events are sent before it.
    for (Early early : now.early) {
      deliver(joined, early.event, early.size);
    }
    sender.joined(now.link);
    dispatcher.connected();
    joinWaiters.end(future -> future.finish());
  }

  /** The server refused the namespace, or did not answer. */
  public void refused(ConnectionException error) {
    assert context.loop().inLoop();
    forgetRecovery();
    connectFailed(error);
    failJoin(error);
  }

  /** The next CONNECT does not request recovery. */
  public void forgetRecovery() {
    recovery.forget();
  }

  /** The server did not answer in time. A late answer still counts. */
  public void overdue(ConnectionException error) {
    dispatcher.connectFailed(error);
  }

  /** The namespace was given up, but the server may yet answer its CONNECT on this link. */
  public void answerStillDue(EngineLink link) {
    if (state instanceof Out) {
      state = new Leaving(link);
    }
  }

  /** The connection ended before the server answered. */
  public void joinInterrupted() {
    if (state instanceof Joining) {
      state = new Out();
    }
  }

  /** A connection attempt failed; another may follow. */
  public void connectFailed(ConnectionException error) {
    state = new Out();
    dispatcher.connectFailed(error);
  }

  /** The client does not try to join any more. */
  public void failJoin(RuntimeException error) {
    joinWaiters.end(future -> future.completeExceptionally(error));
    failRetriesIfUnwanted(error);
    endWaits(error);
  }

  /** Fails the waits for events: none will arrive. */
  private void endWaits(RuntimeException error) {
    DisconnectedException end;
    if (error instanceof DisconnectedException disconnected) {
      DisconnectReason reason = disconnected.reason();
      end =
          new DisconnectedException(
              String.format("namespace %s was disconnected (%s)", path, reason), reason, null);
    } else {
      end =
          new DisconnectedException(
              String.format(
                  "namespace %s is not connected, and will not be until connect is called: %s",
                  path, error.getMessage()),
              lastReason,
              error);
    }
    arrivals.ended(end);
    if (inbox != null) {
      inbox.ended(end);
    }
  }

  /** Delivers events to an inbox from now on, or to the handlers again if null. */
  public void setInbox(@Nullable Inbox inbox) {
    assert context.loop().inLoop();
    this.inbox = inbox;
  }

  /** The connection was upgraded to another transport, whose limits may differ. */
  public void limitsChanged(Engine.Limits limits) {
    Snapshot now = snapshot;
    if (now.connected()) {
      snapshot = new Snapshot(now.link(), now.sid(), now.recovered(), limits);
    }
  }

  /** Sends DISCONNECT, if the namespace is joined. */
  public void sendDisconnect() {
    if (state instanceof Joined joined) {
      var disconnect = new Packet.Disconnect(path);
      joined.link.sendApart(disconnect, context.parser().encode(disconnect));
    }
  }

  /** The namespace is no longer connected: fails pending acknowledgements, calls handlers. */
  public void left(DisconnectReason reason, @Nullable Throwable cause) {
    assert context.loop().inLoop();
    boolean wasJoined = state instanceof Joined;
    state = reason == DisconnectReason.CLIENT_DISCONNECT ? leaving() : new Out();
    snapshot = Snapshot.DISCONNECTED;
    lastReason = reason;
    sender.left(reason, cause);
    failRetriesIfUnwanted(
        new DisconnectedException(
            String.format("namespace %s was disconnected (%s)", path, reason), reason, cause));
    if (reason == DisconnectReason.CLIENT_DISCONNECT
        || reason == DisconnectReason.SERVER_DISCONNECT) {
      recovery.forget();
    }
    if (wasJoined) {
      dispatcher.disconnected(reason);
    }
  }

  /** Returns the state after the application has disconnected. */
  private State leaving() {
    if (state instanceof Joining joining) {
      return new Leaving(joining.link);
    }
    return state instanceof Leaving ? state : new Out(); // disconnected twice
  }

  /** An event arrived. */
  public void received(Packet.Event event, int size) {
    if (state instanceof Joined joined) {
      deliver(joined, event, size);
    } else if (state instanceof Joining now) {
      if (now.early.size() == MAX_EARLY_EVENTS
          || now.earlyBytes.addAndGet(size) > MAX_EARLY_BYTES) {
        now.link.abort(
            new DecodingException(
                String.format(
                    "the server sent more than %,d events or %,d bytes before it confirmed"
                        + " namespace %s",
                    MAX_EARLY_EVENTS, MAX_EARLY_BYTES, path)));
        return;
      }
      now.early.add(new Early(event, size));
    }
  }

  private void deliver(Joined joined, Packet.Event event, int size) {
    recovery.received(event);
    if (inbox == null) {
      boolean wantsReply = event.id() != Packet.Event.NO_ID;
      dispatcher.event(event, size, wantsReply ? reply -> acknowledge(joined, event, reply) : null);
    } else {
      inbox.arrived(event, size);
      if (event.id() != Packet.Event.NO_ID) {
        acknowledge(joined, event, Args.of());
      }
    }
    arrivals.arrived(event.name(), event.args(), size);
  }

  /**
   * Acknowledges an event, unless the namespace was left since, even if it was joined again: the id
   * means something else there. Any thread. Encodes on it, so that an encoding error is thrown to
   * the code that replies.
   */
  private void acknowledge(Joined joined, Packet.Event event, Args reply) {
    var ack = new Packet.Ack(path, event.id(), reply);
    List<Frame> frames = Outgoing.encodeAck(context.parser(), snapshot.limits(), ack, event.name());
    context
        .loop()
        .execute(
            () -> {
              if (state == joined) {
                joined.link.reply(ack, frames);
              }
            });
  }

  /** An acknowledgement arrived. */
  public void received(Packet.Ack ack) {
    sender.acknowledged(ack.id(), ack.args());
  }
}
