package socketio.engineio;

import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.Frame;

/** Carries the packets of a session over one transport. Confined to the loop. */
interface Link {
  /** The transport it uses. */
  TransportKind kind();

  /** Sends packets in order, after those sent before. */
  void send(List<Frame> packets);

  /**
   * Sends packets in a request of their own, if the transport has requests: {@link
   * Engine#sendApart}.
   */
  default void sendApart(List<Frame> packets) {
    send(packets);
  }

  /** Payload bytes taken by {@link #send} and not yet by the network. */
  long queuedBytes();

  /** The largest messages that it can carry to a server that takes {@code maxPayload} bytes. */
  Engine.Limits limits(long maxPayload);

  /** Stops or resumes requesting packets from the network. */
  void reading(boolean wanted);

  /** Sends what is queued, notifies the peer, then calls {@link Listener#onEnded}. */
  void close();

  /**
   * Drops everything; no callback follows. Does nothing after the end.
   *
   * @param notifyPeer whether the server may still consider the session open. It is then notified,
   *     unless a broken connection shows it
   */
  void abort(boolean notifyPeer);

  /** Called for each event of a link, in the loop. */
  interface Listener {
    /** A channel is open; packets may follow. */
    default void onOpened() {}

    /** A packet arrived. */
    void onPacket(Frame packet);

    /** Some of what was queued has left. */
    void onDrain();

    /** The link is of no further use. Called at most once, as the last callback. */
    void onEnded(DisconnectReason reason, @Nullable Throwable cause);
  }
}
