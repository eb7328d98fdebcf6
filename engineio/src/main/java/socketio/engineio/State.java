package socketio.engineio;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.Frame;

/** What a {@link Session} does in one of its states; by default nothing. */
abstract class State implements Opener.Listener, Link.Listener, Upgrade.Listener {
  /** The transport in use, or the last one. */
  abstract TransportKind kind();

  /** Frees what the state holds; nothing is called back. */
  abstract void abort(boolean notifyPeer);

  /** Returns whether the messages were accepted. */
  boolean send(List<Frame> frames) {
    return false;
  }

  boolean sendApart(List<Frame> frames) {
    return send(frames);
  }

  long queuedBytes() {
    return 0;
  }

  Engine.Limits limits() {
    return Engine.Limits.NONE;
  }

  void reading(boolean wanted) {}

  void close() {}

  void checkNow() {}

  @Override
  public void onHandshake(Handshake handshake, Link link) {}

  @Override
  public void onPacket(Frame packet) {}

  @Override
  public void onDrain() {}

  @Override
  public void onEnded(DisconnectReason reason, @Nullable Throwable cause) {}

  @Override
  public void onUpgraded(ChannelLink link, Duration roundTrip, List<Frame> early) {}

  @Override
  public void onUpgradeFailed(TransportKind kind, Throwable cause, List<Frame> early) {}
}
