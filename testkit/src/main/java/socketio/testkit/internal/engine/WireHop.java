package socketio.testkit.internal.engine;

import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;
import socketio.testkit.internal.net.Wire;

/** Relays the events of a WebSocket into the loop, to its owner at that time. */
final class WireHop implements Wire.Listener {
  private final EngineCore core;
  private Wire.Listener owner;
  private @Nullable Wire wire;

  WireHop(EngineCore core, Wire.Listener owner) {
    this.core = core;
    this.owner = owner;
  }

  /** Passes the WebSocket to another owner, after it has opened. */
  void handTo(Wire.Listener next) {
    owner = next;
  }

  @Override
  public void onOpen(Wire opened) {
    core.enter(
        () -> {
          wire = opened;
          owner.onOpen(opened);
          opened.read();
        });
  }

  @Override
  public void onFrame(Frame frame) {
    core.enter(
        () -> {
          owner.onFrame(frame);
          if (wire != null) {
            wire.read();
          }
        });
  }

  @Override
  public void onClosed(int code) {
    core.enter(() -> owner.onClosed(code));
  }
}
