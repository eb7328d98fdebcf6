package socketio.core.runtime;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.Frame;
import socketio.spi.Packet;

/**
 * Receives what the parts of a client report for metrics, log and wire tap. Called in the loop. The
 * arguments cost nothing without observers.
 */
public interface Observation {
  /** Called when a connection attempt begins. */
  default void opening(EngineConfig config) {}

  default void opened(TransportKind transport, Duration handshake) {}

  /**
   * Called when a connection could not be opened.
   *
   * @param reason {@code CLIENT_DISCONNECT} if the client abandoned the attempt
   */
  default void openFailed(
      TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {}

  default void closed(
      TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {}

  default void upgraded(TransportKind transport) {}

  default void upgradeFailed(TransportKind transport, Throwable cause) {}

  default void roundTrip(Duration time) {}

  /**
   * Called when frames are about to be passed to an engine, which owns their arrays afterwards.
   *
   * @return the frames to pass to {@link #sent}: a copy if it needs them, or else the same
   */
  default List<Frame> snapshot(List<Frame> frames) {
    return frames;
  }

  /**
   * Called when a packet has been passed to an engine.
   *
   * @param frames what {@link #snapshot} returned
   */
  default void sent(Packet packet, List<Frame> frames, Engine engine) {}

  /**
   * Called when a frame has arrived.
   *
   * @param packet the packet that it completes, or null if more frames follow
   */
  default void received(Frame frame, @Nullable Packet packet) {}

  /** Called when the network has taken some of the queued data. */
  default void drained(Engine engine) {}

  /**
   * Called when a call was acknowledged.
   *
   * @param sentAt when its event was sent, in nanoseconds of the loop's clock
   */
  default void acknowledged(String namespace, String event, long sentAt) {}

  /** Called when the number of events that wait for a connection has changed. */
  default void buffered(int delta) {}

  /** Called when the number of events that are retried until acknowledged has changed. */
  default void retrying(int delta) {}

  /** Called when the number of pending acknowledgements has changed. */
  default void pendingAcks(int delta) {}

  default void stateChanged(ClientState from, ClientState to) {}

  /** Called for each step of a reconnection. */
  default void reconnection(Reconnection.Event event) {}
}
