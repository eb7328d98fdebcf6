package socketio.internal;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.Frame;

/**
 * What the parts of a client report for metrics, in the loop. Does nothing where nobody observes;
 * arguments are such that they cost nothing then.
 */
interface Observation {
  Observation NONE = new Observation() {};

  default void opened(TransportKind transport, Duration handshake) {}

  default void openFailed(TransportKind transport, @Nullable Throwable cause) {}

  default void closed(
      TransportKind transport, DisconnectReason reason, @Nullable Throwable cause) {}

  default void upgraded(TransportKind transport) {}

  default void upgradeFailed(TransportKind transport, Throwable cause) {}

  default void roundTrip(Duration time) {}

  /** A packet was given to an engine. */
  default void sent(List<Frame> packet, Engine engine) {}

  /**
   * A frame has come.
   *
   * @param complete whether it is the last one of its packet
   */
  default void received(Frame frame, boolean complete) {}

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
}
