package socketio.spi;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.DisconnectReason;
import socketio.TransportKind;

/**
 * One Engine.IO connection from handshake to close. Single use: reconnecting opens a new one.
 * Confined to {@link EngineConfig#loop()}: every method and every callback is called there. Nothing
 * blocks or throws.
 *
 * @since 1.0
 */
public interface Engine {
  /**
   * Sends messages, contiguously and in order; before the connection is open they wait.
   *
   * @param frames the messages; their arrays now belong to the engine, if it takes them
   * @return whether it has taken them. It has not after {@link #close}, after the end, and if the
   *     server's ping is overdue, as after a sleep of the machine: then {@code
   *     onClose(PING_TIMEOUT)} follows, but not from within this method. The monotonic clock may
   *     have stood still during the sleep, so the wall clock ({@link Loop#currentTimeMillis})
   *     counts if it has advanced further since the last ping, by as much as a ping may take.
   *     Setting it forward that far costs a connection
   */
  boolean send(List<Frame> frames);

  /**
   * Sends messages apart from all others: they must not arrive in one piece with them. Node's
   * server drops events that arrive with a DISCONNECT, and drops a client whose CONNECT arrives
   * with one: it reads messages before it has acted on the previous ones. Over long-polling, these
   * messages leave in a request of their own, after the answer to the request before and before the
   * one after it. A transport whose peer confirms nothing sends them like others.
   *
   * @param frames the messages; as of {@link #send}
   * @return as of {@link #send}
   */
  default boolean sendApart(List<Frame> frames) {
    return send(frames);
  }

  /**
   * How much {@link #send} has taken and the network has not yet.
   *
   * @return payload bytes, approximately
   */
  long queuedBytes();

  /**
   * What the server, the current transport and the one to which the connection is about to move
   * accept in one message. Valid from {@code onOpen}; {@code onUpgrade} and {@code onUpgradeError}
   * may change them.
   *
   * @return the limits
   */
  Limits limits();

  /**
   * Switches reading from the network on or off, for flow control: while it is off, no message is
   * delivered and the network holds the server back. Meanwhile the server's pings remain unseen and
   * are not expected. On at the start.
   *
   * @param wanted true to read, false to pause
   */
  void reading(boolean wanted);

  /**
   * Ends the connection: what was sent before leaves first, then a close packet, as with {@link
   * #sendApart}; {@code onClose(CLIENT_DISCONNECT)} follows, within two seconds in any case.
   * Idempotent.
   */
  void close();

  /**
   * Ends the connection at once because of the peer's fault. {@code onClose} with this reason and
   * cause has been called when this method returns. Ignored after the end.
   *
   * @param reason why
   * @param cause the fault
   */
  void abort(DisconnectReason reason, Throwable cause);

  /**
   * Checks now whether the server's ping is overdue, and ends the connection with {@link
   * DisconnectReason#PING_TIMEOUT} if it is; {@code onClose} has then been called when this method
   * returns. Timers, and the monotonic clock itself, may stand still while the machine sleeps: here
   * the wall clock ({@link Loop#currentTimeMillis}) counts too. Does nothing while the connection
   * is not open or messages are not wanted; by default, nothing at all.
   */
  default void checkNow() {}

  /**
   * The transport in use.
   *
   * @return {@link TransportKind#POLLING} becomes {@link TransportKind#WEBSOCKET} on upgrade
   */
  TransportKind transport();

  /**
   * The largest messages that can be sent.
   *
   * @param text the most bytes of a text in UTF-8
   * @param binary the most bytes of a binary message
   */
  record Limits(long text, long binary) {
    /** No limit. */
    public static final Limits NONE = new Limits(Long.MAX_VALUE, Long.MAX_VALUE);
  }

  /** Called for each event of an engine, in the loop. */
  interface Listener {
    /**
     * The handshake is done. Messages follow.
     *
     * @param sid the id of the Engine.IO session
     */
    void onOpen(String sid);

    /**
     * A message arrived.
     *
     * @param frame its content
     */
    void onMessage(Frame frame);

    /**
     * Another transport has taken over; nothing was lost or doubled.
     *
     * @param transport the new transport
     */
    default void onUpgrade(TransportKind transport) {}

    /**
     * Another transport was tried and could not take over; the connection continues as before. If
     * several transports were tried for the opening, this reports those that failed, right after
     * {@code onOpen}.
     *
     * @param transport the transport that was tried
     * @param cause what went wrong
     */
    default void onUpgradeError(TransportKind transport, Throwable cause) {}

    /** The server has sent a ping, and the answer has been sent. */
    default void onPing() {}

    /**
     * A round trip was measured, from the probe of an upgrade to its answer. Engine.IO 4 has no
     * other message that a server must answer at once.
     *
     * @param time the time
     */
    default void onRoundTrip(Duration time) {}

    /**
     * The network has taken all, or a good part, of what was queued. Called at least whenever
     * {@link Engine#queuedBytes} has fallen to zero after having been above 64 KiB.
     */
    default void onDrain() {}

    /**
     * The connection has ended, or could not be opened. Called exactly once, as the last callback.
     *
     * @param reason why
     * @param cause a {@link socketio.ConnectionException} where the handshake failed; otherwise the
     *     cause if it is known, or null
     */
    void onClose(DisconnectReason reason, @Nullable Throwable cause);
  }
}
