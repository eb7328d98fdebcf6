package socketio.spi;

/**
 * Receives every packet of a client with its content, as the peer sees it: a sent packet has the
 * values that were encoded, not the application's objects. Intended for debugging; {@link
 * ClientObserver} is for metrics.
 *
 * <p>Called on library threads, regardless of the client's handler executor; one call at a time and
 * in the order in which packets were handed to the connection and arrived from it, but not in order
 * with handlers. A slow tap slows the client down, as a slow network or a slow handler does:
 * emitters wait, and backpressure is applied to the server. A tap must not wait for its own client.
 * Exceptions do no harm; the first one is reported to the client's {@code onError}.
 *
 * <p>The library's secrets are left out: in a {@link Packet.Connect}, all values are replaced, in
 * both directions, whether an auth payload, session ids, or data that resumes a session; in a
 * {@link Packet.ConnectError}, everything except the server's message, since it may repeat the auth
 * payload. The content of events and acknowledgements belongs to the application and is shown, but
 * {@code toString} of a packet shows none of it. The last argument of an event may be the offset
 * that a server with connection state recovery adds; without the session id, it cannot resume
 * anything.
 *
 * @since 1.0
 */
public interface WireTap {
  /**
   * Called when a packet has been handed to the connection.
   *
   * @param packet the packet
   */
  default void sent(Packet packet) {}

  /**
   * Called when a packet has arrived.
   *
   * @param packet the packet
   */
  default void received(Packet packet) {}
}
