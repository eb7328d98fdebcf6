package socketio.testkit.internal.engine;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Frame;
import socketio.testkit.Phase;
import socketio.testkit.When;
import socketio.testkit.internal.net.HttpCall;
import socketio.testkit.internal.net.RequestHead;
import socketio.testkit.internal.net.ServerWebSocket;

/** The server's side of one Engine.IO session. Confined to the loop. */
public final class EngineSession implements Target {
  private final EngineCore core;
  private final String id;
  private final RequestHead handshake;
  private final Heartbeat heartbeat;
  private final ArrayDeque<Outgoing> outgoing = new ArrayDeque<>();
  private Link link;
  private @Nullable Probe probe;
  private @Nullable Listener listener;
  private State state = State.OPEN;

  private enum State {
    OPEN,
    /** Closed by the server; queued packets can still be fetched by polling. */
    CLOSING,
    ENDED
  }

  /** Receives the events of a session, in the loop. */
  public interface Listener {
    /**
     * A message arrived.
     *
     * @param content the message
     */
    void onMessage(Frame content);

    /**
     * The session has ended. Called once, last.
     *
     * @param reason why
     */
    void onClose(DisconnectReason reason);
  }

  /**
   * A packet waiting to be sent.
   *
   * @param packet the packet
   * @param exempt whether faults have already been applied
   */
  private record Outgoing(Frame packet, boolean exempt) {}

  /**
   * Creates a session whose handshake is about to be answered by polling, or was made with this
   * WebSocket.
   */
  EngineSession(
      EngineCore core, String id, RequestHead handshake, @Nullable ServerWebSocket webSocket) {
    this.core = core;
    this.id = id;
    this.handshake = handshake;
    heartbeat = new Heartbeat(core, this);
    link =
        webSocket == null ? new PollingLink(core, this) : new WebSocketLink(core, this, webSocket);
  }

  /**
   * The id of the session.
   *
   * @return the {@code sid} of the handshake
   */
  public String id() {
    return id;
  }

  /**
   * The request that opened the session.
   *
   * @return its head
   */
  public RequestHead handshake() {
    return handshake;
  }

  /**
   * The transport in use.
   *
   * @return polling or websocket
   */
  public TransportKind transport() {
    return link instanceof WebSocketLink ? TransportKind.WEBSOCKET : TransportKind.POLLING;
  }

  /**
   * Sets the listener. To be called when the session opens.
   *
   * @param listener the listener
   */
  public void listen(Listener listener) {
    this.listener = listener;
  }

  /**
   * Sends messages, contiguously.
   *
   * @param contents the messages
   */
  public void send(List<Frame> contents) {
    if (state == State.OPEN) {
      for (Frame content : contents) {
        outgoing.add(new Outgoing(PacketCodec.message(content), false));
      }
      flush();
    }
  }

  /** Closes the session: queued packets are sent first, then a close packet. */
  public void close() {
    if (state != State.OPEN || strike(Phase.CLOSING)) {
      return;
    }
    heartbeat.stop();
    endProbe();
    outgoing.add(new Outgoing(PacketCodec.CLOSE, false));
    state = State.CLOSING;
    notifyClosed(DisconnectReason.SERVER_DISCONNECT);
    core.pass(this::finishClose);
  }

  private void finishClose() {
    flush();
    if (!core.gateIsOpen()) {
      core.pass(this::finishClose); // stalled by one of these packets
    } else if (state == State.CLOSING) {
      if (link.end()) {
        forget();
      } else {
        core.after(EngineCore.LINGER, this::forget);
      }
    }
  }

  /**
   * Ends the session because of something that the client did.
   *
   * @param reason why
   */
  public void abort(DisconnectReason reason) {
    fail(reason);
  }

  @Override
  public void drop(boolean reset) {
    link.drop(reset);
    if (probe != null) {
      probe.drop(reset);
    }
    fail(DisconnectReason.TRANSPORT_ERROR);
  }

  @Override
  public void sendRaw(Frame packet) {
    outgoing.addFirst(new Outgoing(packet, true));
    flush();
  }

  void sendPacket(Frame packet) {
    if (state == State.OPEN) {
      outgoing.add(new Outgoing(packet, false));
      flush();
    }
  }

  boolean nothingQueued() {
    return outgoing.isEmpty();
  }

  /** The next packet to send, after applying faults; null to stop sending. */
  @Nullable Frame nextPacket() {
    while (state != State.ENDED && core.gateIsOpen()) {
      Outgoing head = outgoing.poll();
      if (head == null) {
        return null;
      }
      var struck =
          head.exempt
              ? List.<socketio.testkit.Fault.OfConnection>of()
              : core.faults().passing(When.Direction.SENT, head.packet);
      if (struck.isEmpty()) {
        return head.packet;
      }
      outgoing.addFirst(new Outgoing(head.packet, true));
      core.strike(struck, new QueueTarget());
    }
    return null;
  }

  /**
   * The session as a fault's target while it is flushing: an injected packet is sent with the rest.
   */
  private final class QueueTarget implements Target {
    @Override
    public void drop(boolean reset) {
      EngineSession.this.drop(reset);
    }

    @Override
    public void sendRaw(Frame packet) {
      outgoing.addFirst(new Outgoing(packet, true));
    }
  }

  void flush() {
    if (core.gateIsOpen()) {
      link.flush();
      if (state == State.CLOSING && outgoing.isEmpty() && link instanceof PollingLink) {
        forget();
      }
    }
  }

  /**
   * The phase that the session is in.
   *
   * @return the phase
   */
  public Phase phase() {
    return state == State.OPEN ? link.phase() : Phase.CLOSING;
  }

  /** The open packet has been sent. */
  void opened() {
    heartbeat.start();
  }

  void pingTimeout() {
    fail(DisconnectReason.PING_TIMEOUT);
  }

  /** A packet arrived on the transport in use. */
  void receive(Frame packet) {
    if (state == State.OPEN
        && !core.strike(core.faults().passing(When.Direction.RECEIVED, packet), this)) {
      core.pass(() -> handle(packet));
    }
  }

  private void handle(Frame packet) {
    if (state != State.OPEN) {
      return;
    }
    PacketCodec.Kind kind = PacketCodec.kind(packet);
    if (kind == null) {
      core.violation("a packet of an unknown type", this);
      fail(DisconnectReason.PARSE_ERROR);
      return;
    }
    switch (kind) {
      case MESSAGE -> {
        if (listener != null) {
          listener.onMessage(PacketCodec.content(packet));
        }
      }
      case PONG -> heartbeat.pong();
      case CLOSE -> closedByClient();
      case PING -> {
        core.violation("a ping, which only servers send", this);
        fail(DisconnectReason.PARSE_ERROR);
      }
      case OPEN, UPGRADE, NOOP -> core.violation("an unexpected packet: " + kind, this);
    }
  }

  private void closedByClient() {
    if (!strike(Phase.CLOSING)) {
      core.pass(
          () -> {
            releasePoll();
            fail(DisconnectReason.TRANSPORT_CLOSE);
          });
    }
  }

  /** Ends the session immediately; a pending poll is answered with a CLOSE packet. */
  void fail(DisconnectReason reason) {
    if (state != State.OPEN) {
      forget();
      return;
    }
    heartbeat.stop();
    endProbe();
    if (link instanceof PollingLink) {
      sendPacket(PacketCodec.CLOSE);
    }
    forget();
    link.end();
    notifyClosed(reason);
  }

  private void notifyClosed(DisconnectReason reason) {
    if (listener != null) {
      listener.onClose(reason);
    }
  }

  private void forget() {
    state = State.ENDED;
    outgoing.clear();
    core.forget(this);
  }

  boolean strike(Phase phase) {
    return core.strike(core.faults().entering(phase, false), this);
  }

  void poll(HttpCall call) {
    if (link instanceof PollingLink polling) {
      polling.poll(call);
    } else {
      core.reject(call, Rejection.BAD_REQUEST);
    }
  }

  void post(HttpCall call) {
    if (link instanceof PollingLink polling) {
      polling.post(call);
    } else {
      core.reject(call, Rejection.BAD_REQUEST);
    }
  }

  /** Creates the probe for a requested WebSocket; null if the session must not have another one. */
  Probe newProbe() {
    Probe fresh = new Probe(core, this);
    if (state == State.OPEN && probe == null && link instanceof PollingLink) {
      probe = fresh;
    } else {
      core.violation("a second WebSocket for one session", this);
    }
    return fresh;
  }

  @Nullable Probe probe() {
    return probe;
  }

  boolean isOpen() {
    return state == State.OPEN;
  }

  /** Whether the session has nothing more to send to the client. */
  boolean hasEnded() {
    return state == State.ENDED;
  }

  /** The link of a session that uses WebSocket. */
  WebSocketLink webSocketLink() {
    return (WebSocketLink) link;
  }

  boolean upgrading() {
    return probe != null && probe.probed();
  }

  void probeEnded(Probe ended) {
    if (probe == ended) {
      probe = null;
    }
  }

  void releasePoll() {
    if (link instanceof PollingLink polling) {
      polling.release();
    }
  }

  void upgradeTo(ServerWebSocket webSocket, WebSocketRelay relay) {
    releasePoll();
    probe = null;
    WebSocketLink next = new WebSocketLink(core, this, webSocket);
    link = next;
    relay.setOwner(next);
    if (!core.strike(core.faults().entering(Phase.WEBSOCKET, false), this)) {
      flush();
    }
  }

  private void endProbe() {
    if (probe != null) {
      probe.cancel();
    }
  }
}
