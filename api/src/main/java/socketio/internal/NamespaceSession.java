package socketio.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.ConnectionException;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.NotConnectedException;
import socketio.spi.Engine;
import socketio.spi.Packet;

/**
 * One namespace of a client: joining and leaving it, its events in and out. Everything is confined
 * to the loop but what is marked otherwise.
 */
final class NamespaceSession {
  /** What may come before the server has confirmed the namespace; generous. */
  private static final int MAX_EARLY_EVENTS = 10_000;

  private static final long MAX_EARLY_BYTES = 128L << 20;

  private final Core core;
  private final String path;
  private final HandlerTable table = new HandlerTable();
  private final Dispatcher dispatcher;
  private final Arrivals arrivals;

  /** Takes the events in place of handlers. */
  private @Nullable Inbox inbox;

  /** Why the namespace was left the last time. */
  private DisconnectReason lastReason = DisconnectReason.TRANSPORT_ERROR;

  private final PendingAcks acks;

  /** Any thread: python's counter begins at 1, too; its 5.7 cannot acknowledge an id of 0. */
  private final AtomicLong nextId = new AtomicLong(1);

  private final List<LaneFuture<Void>> joining = new ArrayList<>();
  private State state = new Out();

  /** Any thread. */
  private volatile Snapshot snapshot = Snapshot.DISCONNECTED;

  /** Where the namespace stands on the current connection. */
  private sealed interface State {}

  private record Out() implements State {}

  /** CONNECT was sent; events that are faster than the answer are kept. */
  private record Joining(Link link, List<Early> early, AtomicLong earlyBytes) implements State {}

  /** CONNECT was sent and the application has left since: an answer is still to come. */
  private record Leaving(Link link) implements State {}

  private record Joined(Link link) implements State {}

  private record Early(Packet.Event event, int size) {}

  NamespaceSession(Core core, String path) {
    this.core = core;
    this.path = path;
    dispatcher = new Dispatcher(core, table);
    arrivals = new Arrivals(core, table);
    acks = new PendingAcks(core.loop());
  }

  // Any thread.

  String path() {
    return path;
  }

  HandlerTable table() {
    return table;
  }

  Arrivals arrivals() {
    return arrivals;
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /**
   * Encodes an event for the connection as it is now. Any thread.
   *
   * @throws NotConnectedException if there is none
   * @throws socketio.EncodingException if it cannot be encoded or is too large
   */
  Outgoing prepare(String event, Args args, boolean wantsAck) {
    Snapshot now = snapshot;
    if (now.link() == null) {
      throw notConnected(event);
    }
    long id = wantsAck ? nextId.getAndIncrement() : Packet.Event.NO_ID;
    return Outgoing.encode(core.parser(), now.link(), now.limits(), path, id, event, args);
  }

  private NotConnectedException notConnected(String event) {
    return new NotConnectedException(
        "event '%s' was not sent: namespace %s is not connected".formatted(event, path));
  }

  // The loop.

  /** Sends an event; null if it was sent. */
  @Nullable NotConnectedException emit(Outgoing outgoing) {
    assert core.loop().inLoop();
    if (!(state instanceof Joined joined) || joined.link != outgoing.link()) {
      return notConnected(outgoing.event());
    }
    joined.link.send(outgoing.frames());
    dispatcher.outgoing(outgoing.event(), outgoing.args());
    return null;
  }

  /** Sends an event that is to be acknowledged; the future completes in any case. */
  void call(Outgoing outgoing, Duration timeout, LaneFuture<Args> future) {
    if (future.isDone()) {
      return; // cancelled before it was sent
    }
    NotConnectedException error = emit(outgoing);
    if (error != null) {
      future.completeExceptionally(error);
      return;
    }
    acks.add(outgoing.id(), outgoing.event(), timeout, future);
  }

  void cancelCall(long id) {
    acks.cancel(id);
  }

  boolean isActive() {
    return isJoining() || isJoined();
  }

  boolean isJoining() {
    return state instanceof Joining;
  }

  boolean isJoined() {
    return state instanceof Joined;
  }

  /** Registers who waits for the next answer of the server, or for the failure to get one. */
  void awaitJoin(LaneFuture<Void> future) {
    joining.removeIf(CompletableFuture::isDone); // timed out, or cancelled
    joining.add(future);
  }

  /**
   * Asks the server to join. Where an answer is outstanding already, it counts: to ask twice would
   * leave a second session on the server.
   */
  void join(Link link, Args auth) {
    assert core.loop().inLoop();
    boolean asked = state instanceof Leaving leaving && leaving.link == link;
    if (!asked) {
      link.send(core.parser().encode(new Packet.Connect(path, auth)));
    }
    state = new Joining(link, new ArrayList<>(), new AtomicLong());
  }

  /** The server has answered when nobody wanted it any more. */
  void answeredTooLate() {
    if (state instanceof Leaving) {
      state = new Out();
    }
  }

  /** The server has confirmed. */
  void joined(String sid) {
    if (!(state instanceof Joining now)) {
      return;
    }
    state = new Joined(now.link);
    snapshot = new Snapshot(now.link, sid, false, now.link.limits());
    // What the server sent in its connect handler precedes the connect event, as in JavaScript.
    for (Early early : now.early) {
      deliver(now.link, early.event, early.size);
    }
    dispatcher.connected();
    joining.forEach(future -> future.finish());
    joining.clear();
  }

  /** The server has refused, or did not answer. */
  void refused(ConnectionException error) {
    assert core.loop().inLoop();
    connectFailed(error);
    failJoin(error);
  }

  /** An attempt to connect has failed; another one may follow. */
  void connectFailed(ConnectionException error) {
    state = new Out();
    dispatcher.connectFailed(error);
  }

  /** Nobody tries to join any more. */
  void failJoin(RuntimeException error) {
    joining.forEach(future -> future.completeExceptionally(error));
    joining.clear();
    tellEnd(error);
  }

  /** Tells those who wait for events that none will come. */
  private void tellEnd(RuntimeException error) {
    DisconnectedException end;
    if (error instanceof DisconnectedException disconnected) {
      DisconnectReason reason = disconnected.reason();
      end =
          new DisconnectedException(
              "namespace %s was disconnected (%s)".formatted(path, reason), reason, null);
    } else {
      end =
          new DisconnectedException(
              "namespace %s is not connected any more: %s".formatted(path, error.getMessage()),
              lastReason,
              error);
    }
    arrivals.ended(end);
    if (inbox != null) {
      inbox.ended(end);
    }
  }

  /** From now on gives the events to an inbox, or, given none, to handlers again. */
  void divert(@Nullable Inbox inbox) {
    assert core.loop().inLoop();
    this.inbox = inbox;
  }

  /** Another transport has taken over. */
  void limitsChanged(Engine.Limits limits) {
    Snapshot now = snapshot;
    if (now.connected()) {
      snapshot = new Snapshot(now.link(), now.sid(), now.recovered(), limits);
    }
  }

  /** Tells the server that the namespace is left. */
  void sendDisconnect() {
    if (state instanceof Joined joined) {
      joined.link.sendApart(core.parser().encode(new Packet.Disconnect(path)));
    }
  }

  /** The namespace is connected no more; whoever waits for something is told so. */
  void left(DisconnectReason reason, @Nullable Throwable cause) {
    assert core.loop().inLoop();
    boolean wasJoined = state instanceof Joined;
    boolean answerDue = state instanceof Joining && reason == DisconnectReason.CLIENT_DISCONNECT;
    state = answerDue ? new Leaving(((Joining) state).link) : new Out();
    snapshot = Snapshot.DISCONNECTED;
    lastReason = reason;
    acks.failAll(
        new DisconnectedException(
            "namespace %s was disconnected (%s) before the acknowledgement came"
                .formatted(path, reason),
            reason,
            cause));
    if (wasJoined) {
      dispatcher.disconnected(reason);
    }
  }

  /** An event arrived. */
  void received(Packet.Event event, int size) {
    if (state instanceof Joined joined) {
      deliver(joined.link, event, size);
    } else if (state instanceof Joining now) {
      if (now.early.size() == MAX_EARLY_EVENTS
          || now.earlyBytes.addAndGet(size) > MAX_EARLY_BYTES) {
        now.link.abort(
            new DecodingException(
                "the server sent more than %,d events or %,d bytes before it confirmed namespace %s"
                    .formatted(MAX_EARLY_EVENTS, MAX_EARLY_BYTES, path)));
        return;
      }
      now.early.add(new Early(event, size));
    }
  }

  private void deliver(Link link, Packet.Event event, int size) {
    if (inbox == null) {
      dispatcher.event(event, size, reply -> acknowledge(link, event, reply));
    } else {
      inbox.arrived(event, size);
      if (event.id() != Packet.Event.NO_ID) {
        acknowledge(link, event, Args.of());
      }
    }
    arrivals.arrived(event.name(), event.args(), size);
  }

  /** Any thread: encodes here, so that what cannot be encoded fails where it was returned. */
  private void acknowledge(Link link, Packet.Event event, Args reply) {
    Outgoing ack =
        Outgoing.acknowledge(
            core.parser(), link, snapshot.limits(), path, event.id(), event.name(), reply);
    core.loop()
        .execute(
            () -> {
              if (state instanceof Joined joined && joined.link == link) {
                link.reply(ack.frames());
              }
            });
  }

  /** An acknowledgement arrived. */
  void received(Packet.Ack ack) {
    acks.complete(ack.id(), ack.args());
  }
}
