package socketio.testkit.internal.engine;

import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;
import socketio.spi.Loop;
import socketio.testkit.Fault;
import socketio.testkit.Phase;
import socketio.testkit.When;
import socketio.testkit.internal.net.Wire;

/** A WebSocket to which a polling session may be upgraded (protocol: Upgrade). */
final class Probe implements Wire.Listener, Target {
  private static final Frame PING_PROBE = new Frame.Text("2probe");
  private static final Frame UPGRADE = new Frame.Text("5");

  private final EngineCore core;
  private final EngineSession session;
  private final WireHop hop;
  private @Nullable Wire wire;
  private Loop.@Nullable Timer timer;
  private boolean probed;

  Probe(EngineCore core, EngineSession session) {
    this.core = core;
    this.session = session;
    hop = new WireHop(core, this);
  }

  WireHop hop() {
    return hop;
  }

  /** Whether polling is to pause for the upgrade. */
  boolean probed() {
    return probed;
  }

  @Override
  public void onOpen(Wire opened) {
    wire = opened;
    if (session.probe() != this) {
      opened.close(1000, ""); // there is another one, or the session is gone
      return;
    }
    timer = core.after(core.options().upgradeTimeout(), this::giveUp);
  }

  @Override
  public void onFrame(Frame frame) {
    if (session.probe() != this || wire == null) {
      return;
    }
    if (!core.strike(core.faults().passing(When.Direction.RECEIVED, frame), this)) {
      core.pass(() -> handle(frame));
    }
  }

  private void handle(Frame frame) {
    if (session.probe() != this || wire == null) {
      return;
    }
    if (!probed && frame.equals(PING_PROBE)) {
      answerProbe(wire);
    } else if (probed && frame.equals(UPGRADE)) {
      stopTimer();
      session.upgradeTo(wire, hop);
    } else {
      core.violation("an unexpected packet while probing", session);
      giveUp();
    }
  }

  private void answerProbe(Wire to) {
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
  void giveUp() {
    stopTimer();
    session.probeEnded(this);
    if (wire != null) {
      wire.close(1000, "");
    }
  }

  @Override
  public void drop(boolean reset) {
    stopTimer();
    session.probeEnded(this);
    if (wire != null) {
      wire.drop(reset);
    }
  }

  @Override
  public void sendRaw(Frame packet) {
    if (wire != null) {
      wire.send(packet);
    }
  }

  private void stopTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
