package socketio.testkit.internal.engine;

import socketio.DisconnectReason;
import socketio.spi.Frame;
import socketio.testkit.Fault;
import socketio.testkit.Phase;
import socketio.testkit.internal.net.Wire;

/** WebSocket as a session's transport: a packet is a message (protocol: WebSocket). */
final class WireLink implements Link, Wire.Listener {
  private final EngineCore core;
  private final EngineSession session;
  private final Wire wire;

  WireLink(EngineCore core, EngineSession session, Wire wire) {
    this.core = core;
    this.session = session;
    this.wire = wire;
  }

  @Override
  public Phase phase() {
    return Phase.WEBSOCKET;
  }

  @Override
  public void onOpen(Wire opened) {
    throw new IllegalStateException("open already");
  }

  @Override
  public void onFrame(Frame frame) {
    session.receive(frame);
  }

  @Override
  public void onClosed(int code) {
    session.fail(
        code == 1006 ? DisconnectReason.TRANSPORT_ERROR : DisconnectReason.TRANSPORT_CLOSE);
  }

  @Override
  public void flush() {
    Frame packet;
    while ((packet = session.nextPacket()) != null) {
      if (core.faults().take(Fault.TruncatedFrame.class, session.phase(), packet) != null) {
        wire.sendTruncated(packet);
        session.fail(DisconnectReason.TRANSPORT_ERROR);
        return;
      }
      wire.send(packet);
    }
  }

  @Override
  public boolean end() {
    wire.close(1000, "");
    return true;
  }

  @Override
  public void drop(boolean reset) {
    wire.drop(reset);
  }
}
