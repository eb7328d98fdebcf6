package socketio.testkit.internal.engine;

import java.util.List;
import java.util.Map;
import socketio.spi.Frame;
import socketio.testkit.Fault;
import socketio.testkit.Phase;
import socketio.testkit.When;
import socketio.testkit.internal.net.HttpCall;
import socketio.testkit.internal.net.Reply;
import socketio.testkit.internal.net.ServerWebSocket;

/** Answers the requests that open a session or an upgrade (protocol: Handshake, Upgrade). */
final class Handshakes {
  private Handshakes() {}

  /** Opens a session by polling: the response is the open packet. */
  static void openPolling(EngineCore core, HttpCall call) {
    var target = new PendingRequest(core, call);
    if (core.strike(core.faults().entering(Phase.OPENING, false), target)) {
      return;
    }
    core.pass(
        () -> {
          EngineSession session = core.newSession(call.head(), null);
          Frame open = core.openPacket(session);
          if (core.strike(core.faults().passing(When.Direction.SENT, open), target)) {
            core.forget(session);
            return;
          }
          core.pass(() -> answer(core, call, session, open));
        });
  }

  private static void answer(EngineCore core, HttpCall call, EngineSession session, Frame open) {
    var body = new StringBuilder();
    PacketCodec.appendTo(body, open);
    Reply reply = Reply.of(200, PollingLink.TEXT, body.toString()).with(cookie(core, session));
    if (core.faults().take(Fault.TruncatedFrame.class, Phase.OPENING, open) != null) {
      call.respondTruncated(reply);
      core.forget(session);
      return;
    }
    core.respond(call, reply);
    core.opened(session);
  }

  private static Map<String, List<String>> cookie(EngineCore core, EngineSession session) {
    String name = core.options().cookie();
    return name == null
        ? Map.of()
        : Map.of(
            "Set-Cookie", List.of(name + "=" + session.id() + "; Path=/; HttpOnly; SameSite=Lax"));
  }

  /** Opens a session by WebSocket: the first message is the open packet. */
  static void openWebSocket(EngineCore core, HttpCall call) {
    if (!core.strike(
        core.faults().entering(Phase.OPENING, false), new PendingRequest(core, call))) {
      core.pass(() -> call.upgrade(core.options().maxPayload(), new NewSession(core, call).relay));
    }
  }

  /** Opens a WebSocket to which a session is to be upgraded. */
  static void openProbe(EngineCore core, HttpCall call, EngineSession session) {
    if (!core.strike(
        core.faults().entering(Phase.PROBING, false), new PendingRequest(core, call))) {
      core.pass(() -> call.upgrade(core.options().maxPayload(), session.newProbe().relay()));
    }
  }

  /** A WebSocket that becomes a session once it is open. */
  private static final class NewSession implements ServerWebSocket.Listener {
    private final EngineCore core;
    private final HttpCall call;
    private final WebSocketRelay relay;

    NewSession(EngineCore core, HttpCall call) {
      this.core = core;
      this.call = call;
      relay = new WebSocketRelay(core, this);
    }

    @Override
    public void onOpen(ServerWebSocket webSocket) {
      EngineSession session = core.newSession(call.head(), webSocket);
      relay.setOwner(session.webSocketLink());
      session.sendPacket(core.openPacket(session));
      if (session.isOpen()) {
        core.opened(session);
      }
    }

    @Override
    public void onFrame(Frame frame) {}

    @Override
    public void onClosed(int code) {}
  }

  /** A request not yet answered, as the target of a fault. */
  private static final class PendingRequest implements Target {
    private final EngineCore core;
    private final HttpCall call;
    private boolean answered;

    PendingRequest(EngineCore core, HttpCall call) {
      this.core = core;
      this.call = call;
    }

    @Override
    public void drop(boolean reset) {
      answered = true;
      call.drop(reset);
    }

    @Override
    public boolean usedUp() {
      return answered;
    }

    /**
     * For a polling request, the packet is the whole response; a WebSocket receives it once open.
     */
    @Override
    public void sendRaw(Frame packet) {
      answered = true;
      if (call.head().upgrade()) {
        call.upgrade(core.options().maxPayload(), new SendOnce(packet));
      } else {
        var body = new StringBuilder();
        PacketCodec.appendTo(body, packet);
        core.respond(call, Reply.of(200, PollingLink.TEXT, body.toString()));
      }
    }
  }

  /** A WebSocket that sends one packet and ignores everything received. */
  private record SendOnce(Frame packet) implements ServerWebSocket.Listener {
    @Override
    public void onOpen(ServerWebSocket webSocket) {
      webSocket.send(packet);
      webSocket.read();
    }

    @Override
    public void onFrame(Frame frame) {}

    @Override
    public void onClosed(int code) {}
  }
}
