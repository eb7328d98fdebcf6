package socketio.testkit.internal.engine;

import socketio.DisconnectReason;
import socketio.spi.Frame;
import socketio.testkit.Fault;
import socketio.testkit.Phase;
import socketio.testkit.internal.net.ServerWebSocket;

/** WebSocket as a session's transport: a packet is a message (protocol: WebSocket). */
final class WebSocketLink implements Link, ServerWebSocket.Listener {
  private final EngineCore core;
  private final EngineSession session;
  private final ServerWebSocket webSocket;

  WebSocketLink(EngineCore core, EngineSession session, ServerWebSocket webSocket) {
    this.core = core;
    this.session = session;
    this.webSocket = webSocket;
  }

  @Override
  public Phase phase() {
    return Phase.WEBSOCKET;
  }

  @Override
  public void onOpen(ServerWebSocket opened) {
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
        webSocket.sendTruncated(packet);
        session.fail(DisconnectReason.TRANSPORT_ERROR);
        return;
      }
      webSocket.send(packet);
    }
  }

  @Override
  public boolean end() {
    webSocket.close(1000, "");
    return true;
  }

  @Override
  public void drop(boolean reset) {
    webSocket.drop(reset);
  }
}
