package socketio.engineio;

import java.util.List;
import socketio.spi.Channel;
import socketio.spi.Frame;

/** The channel after a request that could not even be built. */
final class DeadChannel implements Channel {
  static final DeadChannel INSTANCE = new DeadChannel();

  private DeadChannel() {}

  @Override
  public void send(List<Frame> frames) {}

  @Override
  public long queuedBytes() {
    return 0;
  }

  @Override
  public void reading(boolean wanted) {}

  @Override
  public void close(int code, String reason) {}

  @Override
  public void abort() {}
}
