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
   * Sends packets in a request of their own, where there are requests: {@link Engine#sendApart}.
   */
  default void sendApart(List<Frame> packets) {
    send(packets);
  }

  /** Payload bytes taken by {@link #send} and not yet by the network. */
  long queuedBytes();

  /** The largest messages that it can carry to a server that takes {@code maxPayload} bytes. */
  Engine.Limits limits(long maxPayload);

  /** Stops or resumes asking the network for packets. */
  void reading(boolean wanted);

  /** Sends what is queued, tells the peer, then calls {@link Listener#onEnded}. */
  void close();

  /**
   * Drops everything; no callback follows. Does nothing after the end.
   *
   * @param tellPeer whether the server may still believe in the session, and should be told where a
   *     broken connection does not tell it
   */
  void abort(boolean tellPeer);

  /** Hears of what happens to a link, in the loop. */
  interface Listener {
    /** A channel is open; packets may follow. */
    default void onOpened() {}

    /** A packet arrived. */
    void onPacket(Frame packet);

    /** Some of what was queued has left. */
    void onDrain();

    /** The link is of no further use. Called once at the most, as the last callback. */
    void onEnded(DisconnectReason reason, @Nullable Throwable cause);
  }
}
