package socketio.testkit.internal.engine;

import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;
import socketio.testkit.internal.net.ServerWebSocket;

/** Relays the events of a WebSocket into the loop, to its owner at that time. */
final class WebSocketRelay implements ServerWebSocket.Listener {
  private final EngineCore core;
  private ServerWebSocket.Listener owner;
  private @Nullable ServerWebSocket webSocket;

  WebSocketRelay(EngineCore core, ServerWebSocket.Listener owner) {
    this.core = core;
    this.owner = owner;
  }

  /** Passes the WebSocket to another owner, after it has opened. */
  void setOwner(ServerWebSocket.Listener next) {
    owner = next;
  }

  @Override
  public void onOpen(ServerWebSocket opened) {
    core.enter(
        () -> {
          webSocket = opened;
          owner.onOpen(opened);
          opened.read();
        });
  }

  @Override
  public void onFrame(Frame frame) {
    core.enter(
        () -> {
          owner.onFrame(frame);
          if (webSocket != null) {
            webSocket.read();
          }
        });
  }

  @Override
  public void onClosed(int code) {
    core.enter(() -> owner.onClosed(code));
  }
}
