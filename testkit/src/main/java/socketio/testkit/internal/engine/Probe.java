package socketio.testkit.internal.engine;

import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;
import socketio.spi.Loop;
import socketio.testkit.Fault;
import socketio.testkit.Phase;
import socketio.testkit.When;
import socketio.testkit.internal.net.ServerWebSocket;

/** A WebSocket to which a polling session may be upgraded (protocol: Upgrade). */
final class Probe implements ServerWebSocket.Listener, Target {
  private static final Frame PING_PROBE = new Frame.Text("2probe");
  private static final Frame UPGRADE = new Frame.Text("5");

  private final EngineCore core;
  private final EngineSession session;
  private final WebSocketRelay relay;
  private @Nullable ServerWebSocket webSocket;
  private Loop.@Nullable Timer timer;
  private boolean probed;

  Probe(EngineCore core, EngineSession session) {
    this.core = core;
    this.session = session;
    relay = new WebSocketRelay(core, this);
  }

  WebSocketRelay relay() {
    return relay;
  }

  /** Whether polling is to pause for the upgrade. */
  boolean probed() {
    return probed;
  }

  @Override
  public void onOpen(ServerWebSocket opened) {
    webSocket = opened;
    if (session.probe() != this) {
      opened.close(1000, ""); // there is another one, or the session is gone
      return;
    }
    timer = core.after(core.options().upgradeTimeout(), this::cancel);
  }

  @Override
  public void onFrame(Frame frame) {
    if (session.probe() != this || webSocket == null) {
      return;
    }
    if (!core.strike(core.faults().passing(When.Direction.RECEIVED, frame), this)) {
      core.pass(() -> handle(frame));
    }
  }

  private void handle(Frame frame) {
    if (session.probe() != this || webSocket == null) {
      return;
    }
    if (!probed && frame.equals(PING_PROBE)) {
      answerProbe(webSocket);
    } else if (probed && frame.equals(UPGRADE)) {
      stopTimer();
      session.upgradeTo(webSocket, relay);
    } else {
      core.violation("an unexpected packet while probing", session);
      cancel();
    }
  }

  private void answerProbe(ServerWebSocket to) {
    if (core.faults().take(Fault.NoPong.class, Phase.PROBING) != null
        || core.strike(core.faults().passing(When.Direction.SENT, PacketCodec.PONG_PROBE), this)) {
      return;
    }
    if (core.faults().take(Fault.TruncatedFrame.class, Phase.PROBING, PacketCodec.PONG_PROBE)
        != null) {
      to.sendTruncated(PacketCodec.PONG_PROBE);
      return;
    }
    core.pass(
        () -> {
          probed = true;
          to.send(PacketCodec.PONG_PROBE);
          session.releasePoll();
        });
  }

  @Override
  public void onClosed(int code) {
    stopTimer();
    session.probeEnded(this);
  }

  /** Cancels the upgrade; the session continues on polling. */
  void cancel() {
    stopTimer();
    session.probeEnded(this);
    if (webSocket != null) {
      webSocket.close(1000, "");
    }
  }

  @Override
  public void drop(boolean reset) {
    stopTimer();
    session.probeEnded(this);
    if (webSocket != null) {
      webSocket.drop(reset);
    }
  }

  @Override
  public void sendRaw(Frame packet) {
    if (webSocket != null) {
      webSocket.send(packet);
    }
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
