package socketio.core.runtime;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.Frame;

/** A connection reduced to its flow. */
final class FlowingEngine implements Engine {
  private final AtomicLong queued = new AtomicLong();

  /** Written in the loop, and read after everything. */
  private boolean reading = true;

  void queue(long bytes) {
    queued.addAndGet(bytes);
  }

  /** The network takes what is there; whether there was something. */
  boolean takeAll() {
    return queued.getAndSet(0) > 0;
  }

  boolean reads() {
    return reading;
  }

  @Override
  public long queuedBytes() {
    return queued.get();
  }

  @Override
  public void reading(boolean wanted) {
    reading = wanted;
  }

  @Override
  public boolean send(List<Frame> frames) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Limits limits() {
    return Limits.NONE;
  }

  @Override
  public void close() {}

  @Override
  public void abort(DisconnectReason reason, Throwable cause) {}

  @Override
  public TransportKind transport() {
    return TransportKind.WEBSOCKET;
  }
}
