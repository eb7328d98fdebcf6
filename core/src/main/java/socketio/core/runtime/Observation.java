package socketio.core.runtime;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.ReconnectionEvent;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.Frame;
import socketio.spi.Packet;

/**
 * What the parts of a client report for metrics, log and wire tap, in the loop. Arguments are such
 * that they cost nothing where nobody observes.
 */
public interface Observation {
  /** A connection is begun. */
  default void opening(EngineConfig config) {}

  default void opened(TransportKind transport, Duration handshake) {}

  /**
   * A connection was not opened.
   *
   * @param reason {@code CLIENT_DISCONNECT} where it was given up
   */
  default void openFailed(
      TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {}

  default void closed(
      TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {}

  default void upgraded(TransportKind transport) {}

  default void upgradeFailed(TransportKind transport, Throwable cause) {}

  default void roundTrip(Duration time) {}

  /**
   * Frames are about to be given to an engine, to which their arrays belong afterwards.
   *
   * @return frames as {@link #sent} needs them, or the same
   */
  default List<Frame> keep(List<Frame> frames) {
    return frames;
  }

  /**
   * A packet was given to an engine.
   *
   * @param frames what {@link #keep} has given
   */
  default void sent(Packet packet, List<Frame> frames, Engine engine) {}

  /**
   * A frame has come.
   *
   * @param packet the packet that it completes, or null if there is more to come
   */
  default void received(Frame frame, @Nullable Packet packet) {}

  /** The network has taken something. */
  default void drained(Engine engine) {}

  /**
   * A call was acknowledged.
   *
   * @param sent when its event was sent, by the clock of the loop
   */
  default void acknowledged(String namespace, String event, long sent) {}

  /** So many more events, or fewer, wait for a connection. */
  default void buffered(int change) {}

  /** So many more events, or fewer, are sent until they are acknowledged. */
  default void retrying(int change) {}

  /** So many more acknowledgements, or fewer, are waited for. */
  default void pending(int change) {}

  default void stateChanged(ClientState from, ClientState to) {}

  /** Something is done to come back. */
  default void reconnection(ReconnectionEvent event) {}
}
