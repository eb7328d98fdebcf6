package socketio.testkit.internal.io;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Packet;
import socketio.testkit.FakeHandshake;
import socketio.testkit.FakeSocket;
import socketio.testkit.ReceivedEvent;
import socketio.testkit.SocketGoneException;
import socketio.testkit.internal.run.HandlerQueue;
import socketio.testkit.internal.run.Recorder;

/** A client in a namespace. Confined to the loop, except where marked as thread-safe. */
final class SocketCore implements FakeSocket {
  private final Hub hub;
  private final NamespaceCore namespace;
  private final Peer peer;
  private final FakeHandshake handshake;
  private final boolean recovered;
  private final RecoveryStore.State state;
  private final HandlerQueue queue;
  private final Recorder<EventCore> events;
  private final Map<Long, CompletableFuture<Args>> calls = new HashMap<>();
  private final CompletableFuture<DisconnectReason> gone = new CompletableFuture<>();
  private long nextCall;

  SocketCore(
      Hub hub,
      NamespaceCore namespace,
      Peer peer,
      FakeHandshake handshake,
      RecoveryStore.@Nullable Resumed resumed) {
    this.hub = hub;
    this.namespace = namespace;
    this.peer = peer;
    this.handshake = handshake;
    recovered = resumed != null;
    state =
        resumed != null
            ? resumed.state()
            : new RecoveryStore.State(namespace.path(), UUID.randomUUID().toString());
    queue = hub.newQueue();
    events = hub.host().newRecorder();
  }

  /** The payload of the CONNECT packet sent to the client. */
  Map<String, Object> connectReply() {
    var reply = new LinkedHashMap<String, Object>();
    reply.put("sid", id());
    if (hub.recovery().enabled()) {
      reply.put("pid", state.pid());
    }
    return reply;
  }

  @Override
  public String id() {
    return state.id();
  }

  @Override
  public String engineId() {
    return peer.session().id();
  }

  @Override
  public String namespace() {
    return namespace.path();
  }

  @Override
  public FakeHandshake handshake() {
    return handshake;
  }

  @Override
  public TransportKind transport() {
    return hub.host().inLoop(() -> peer.session().transport());
  }

  @Override
  public boolean connected() {
    return !gone.isDone();
  }

  @Override
  public boolean recovered() {
    return recovered;
  }

  /** The queue that runs this socket's handlers. Thread-safe. */
  HandlerQueue queue() {
    return queue;
  }

  /** The events that have arrived. Thread-safe. */
  Recorder<EventCore> events() {
    return events;
  }

  @Override
  public void emit(String event, @Nullable Object... args) {
    Hub.EncodedEvent encoded = hub.encode(namespace(), event, Args.of(args));
    boolean taken = hub.host().inLoop(() -> send(encoded));
    if (!taken) {
      throw goneException("emit \"" + event + "\" to");
    }
  }

  /** Sends an event; false if the client is gone. */
  boolean send(Hub.EncodedEvent event) {
    if (gone.isDone() && !hub.recovery().isAway(state)) {
      return false;
    }
    if (hub.recovery().enabled()) {
      state.sent(event);
    }
    if (!gone.isDone()) {
      peer.send(event.frames());
    }
    return true;
  }

  @Override
  public Args call(String event, @Nullable Object... args) {
    return call(hub.host().patience(), event, args);
  }

  @Override
  public Args call(Duration timeout, String event, @Nullable Object... args) {
    Args values = Args.of(args);
    var answer = new CompletableFuture<Args>();
    long id =
        hub.host()
            .inLoop(
                () -> {
                  if (gone.isDone()) {
                    return -1L;
                  }
                  long fresh = nextCall++;
                  calls.put(fresh, answer);
                  peer.send(hub.encode(new Packet.Event(namespace(), fresh, event, values)));
                  return fresh;
                });
    if (id < 0) {
      throw goneException("call \"" + event + "\" on");
    }
    if (!hub.host().scheduling().await(answer, timeout)) {
      hub.host().inLoop(() -> calls.remove(id) != null);
      throw new AssertionError(
          "the client did not acknowledge \"%s\" in %s within %s: does it have a handler that acknowledges it?"
              .formatted(event, namespace(), timeout));
    }
    if (answer.isCompletedExceptionally()) {
      throw goneException("call \"" + event + "\" on");
    }
    return answer.join();
  }

  private SocketGoneException goneException(String what) {
    DisconnectReason reason = gone.getNow(DisconnectReason.TRANSPORT_ERROR);
    return new SocketGoneException(
        "cannot %s a client that is gone from %s (%s); if it has reconnected, takeSocket() returns its new socket"
            .formatted(what, namespace(), reason),
        reason);
  }

  void onEvent(Packet.Event event) {
    namespace.dispatch(this, new EventCore(hub, this, event));
  }

  void onAck(Packet.Ack ack) {
    CompletableFuture<Args> answer = calls.remove(ack.id());
    if (answer == null) {
      hub.host()
          .reportProblem(
              "a client sent an unexpected acknowledgement: id %d in %s (duplicate, or too late?)"
                  .formatted(ack.id(), namespace()));
    } else {
      answer.complete(ack.args());
    }
  }

  /** Acknowledges an event. Thread-safe. */
  void acknowledge(long id, Args values) {
    var frames = hub.encode(new Packet.Ack(namespace(), id, values));
    hub.host()
        .scheduling()
        .loop()
        .execute(
            () -> {
              if (!gone.isDone()) {
                peer.sendAck(frames);
              }
            });
  }

  @Override
  public ReceivedEvent takeEvent() {
    return events
        .take(
            any -> true,
            hub.host().scheduling(),
            hub.host().patience(),
            none ->
                "no event arrived in %s within %s; %s"
                    .formatted(namespace(), patience(), connectionState()))
        .take();
  }

  @Override
  public ReceivedEvent takeEvent(String name) {
    return events
        .take(
            event -> event.name().equals(name),
            hub.host().scheduling(),
            hub.host().patience(),
            others ->
                "no event \"%s\" arrived in %s within %s; %s; %s"
                    .formatted(
                        name,
                        namespace(),
                        patience(),
                        others.isEmpty()
                            ? "no other event arrived either"
                            : "not yet taken: " + others,
                        connectionState()))
        .take();
  }

  private Duration patience() {
    return hub.host().patience();
  }

  private String connectionState() {
    return gone.isDone()
        ? "the client is gone (" + gone.join() + ")"
        : "the client is still connected";
  }

  @Override
  public void disconnect() {
    hub.host()
        .inLoop(
            () -> {
              if (!gone.isDone()) {
                peer.send(hub.encode(new Packet.Disconnect(namespace())));
                peer.leave(this, DisconnectReason.SERVER_DISCONNECT);
              }
              return true;
            });
  }

  @Override
  public void closeConnection() {
    hub.host().inCore(core -> peer.session().close());
  }

  @Override
  public void dropConnection() {
    hub.host().inCore(core -> peer.session().drop(false));
  }

  @Override
  public DisconnectReason takeDisconnect() {
    if (!hub.host().scheduling().await(gone, patience())) {
      throw new AssertionError(
          "the client did not leave %s within %s".formatted(namespace(), patience()));
    }
    return gone.join();
  }

  /** The connection has ended; the client may resume. */
  void lost(DisconnectReason reason) {
    if (reason != DisconnectReason.PARSE_ERROR) {
      hub.recovery().keep(state);
    }
    left(reason);
  }

  /** The client is no longer in the namespace. */
  void left(DisconnectReason reason) {
    gone.complete(reason);
    namespace.left(this, reason);
    var unanswered = Map.copyOf(calls);
    calls.clear();
    unanswered.values().forEach(call -> call.completeExceptionally(goneException("wait for")));
  }

  @Override
  public String toString() {
    return "FakeSocket[" + namespace() + " " + id() + "]";
  }
}
