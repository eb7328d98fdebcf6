package socketio.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A two-way connection of framed messages, for instance a WebSocket. Thread-safe; no method blocks
 * or throws; after the terminal callback all of them do nothing.
 */
public interface Channel {
  /**
   * Sends frames in order, with as few system calls as the library allows. May be called before the
   * channel is open. Nothing is refused for being too much at once: what the network does not take
   * yet is kept here and counted by {@link #queuedBytes}.
   *
   * @param frames the frames; their arrays now belong to the channel
   */
  void send(List<Frame> frames);

  /**
   * How much {@link #send} has taken and the network has not.
   *
   * @return payload bytes, approximately
   */
  long queuedBytes();

  /**
   * The largest message that the library can send.
   *
   * @return payload bytes
   */
  default long maxMessageSize() {
    return Long.MAX_VALUE;
  }

  /**
   * Stops or resumes the delivery of frames, so that the peer is held back by the network. A few
   * frames already on their way may still arrive. Reading is on at the start.
   *
   * @param wanted whether frames are wanted
   */
  void reading(boolean wanted);

  /**
   * Starts the closing handshake after everything queued has been sent. The terminal callback
   * follows in bounded time even if the peer does not answer. Idempotent.
   *
   * @param code the WebSocket close code
   * @param reason a short text, possibly empty
   */
  void close(int code, String reason);

  /** Drops the connection without ceremony; the terminal callback follows. Idempotent. */
  void abort();

  /** Hears of what happens to a channel. Callbacks come one at a time and must not block. */
  interface Listener {
    /**
     * The handshake succeeded.
     *
     * @param handshake the server's response
     */
    void onOpen(Transport.Response handshake);

    /**
     * A whole message arrived.
     *
     * @param frame the message; its array belongs to the receiver
     */
    void onFrame(Frame frame);

    /**
     * The network has taken all, or a good part, of what was queued. Called at least whenever
     * {@link Channel#queuedBytes} has fallen to zero after having been above 64 KiB.
     */
    void onDrain();

    /**
     * The channel has ended by a closing handshake of either side.
     *
     * @param code the WebSocket close code; 1005 where none was given
     * @param reason the peer's text, possibly empty
     */
    void onClose(int code, String reason);

    /**
     * The channel could not be opened, or broke.
     *
     * @param cause what happened
     * @param response the response that refused the handshake, or null
     */
    void onFailure(Throwable cause, Transport.@Nullable Response response);
  }
}
