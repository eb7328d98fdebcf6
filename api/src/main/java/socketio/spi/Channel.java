package socketio.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A two-way connection of framed messages, for instance a WebSocket. Thread-safe. No method blocks,
 * throws, or calls the listener before it returns. After the terminal callback all methods do
 * nothing. What {@link Transport} says about threads, timeouts, errors and arrays holds here, too.
 *
 * @since 1.0
 */
public interface Channel {
  /**
   * Sends frames in order, with as few system calls as the library allows. May be called before the
   * channel is open. No amount of data is rejected: what the network cannot take yet is queued here
   * and counted by {@link #queuedBytes}. A frame larger than {@link Transport#maxMessageSize} may
   * end the channel. A lone surrogate in a text is replaced.
   *
   * @param frames the frames; their arrays now belong to the channel
   */
  void send(List<Frame> frames);

  /**
   * How much {@link #send} has accepted that the network has not yet taken.
   *
   * @return payload bytes, approximately; 0 after the end
   */
  long queuedBytes();

  /**
   * Switches reading from the network on or off, for flow control. While it is off the library
   * reads and delivers nothing, so that the network holds the peer back; a few frames already on
   * their way (fewer than ten) may still arrive, and the peer's close may remain unseen. Nothing is
   * lost. May be called at any time, even before the channel is open, and very often. Reading is on
   * at the start.
   *
   * @param wanted true to read, false to pause
   */
  void reading(boolean wanted);

  /**
   * Starts the closing handshake after everything queued has been sent; no frame is delivered from
   * here on. The terminal callback follows in bounded time: within 6 seconds if the peer neither
   * answers nor takes what is queued, whether reading is on or not. Idempotent.
   *
   * @param code the WebSocket close code; one that must not be sent becomes 1000
   * @param reason a short text, possibly empty; cut to 123 bytes of UTF-8
   */
  void close(int code, String reason);

  /**
   * Drops the connection, or abandons opening it, at once; the terminal callback follows. If called
   * in a callback, that callback returns first. Idempotent.
   */
  void abort();

  /**
   * Called for each event of a channel: one call at a time, in order, each call seeing what those
   * before have done. Callbacks do not block. If a callback throws anything, even an {@link Error},
   * the channel ends, and {@code onFailure} receives it as the cause.
   */
  interface Listener {
    /**
     * The handshake succeeded.
     *
     * @param handshake the server's response, whose cookies the client keeps
     */
    void onOpen(Transport.Response handshake);

    /**
     * A whole message arrived, however many fragments it consisted of.
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
     * The channel has ended with a closing handshake that either side began. The terminal callback.
     *
     * @param code the WebSocket close code; 1005 if there was none
     * @param reason the peer's text, possibly empty
     */
    void onClose(int code, String reason);

    /**
     * The channel could not be opened, or ended without a closing handshake. The terminal callback.
     *
     * @param cause what happened; see {@link Transport}
     * @param response the response that refused the handshake, with up to 4 KiB of its body, or
     *     null
     */
    void onFailure(Throwable cause, Transport.@Nullable Response response);
  }
}
