package socketio.spi;

/**
 * Sees every packet of a client with its content, as the peer sees it: a packet that is sent has
 * the values that were encoded, not the application's objects. For debugging; {@link
 * ClientObserver} is for metrics.
 *
 * <p>Called on threads of the library, whatever executor the client's handlers have; one call at a
 * time and in the order in which packets were given to the connection and have come from it, but
 * not in order with handlers. A tap that is slow slows the client down, as a slow network or a slow
 * handler does: emitters wait, and the server is held back. It must not wait for its own client.
 * What it throws does no harm; the first such error goes to the client's {@code onError}.
 *
 * <p>Secrets of the library are left out: of {@link Packet.Connect} the values are replaced, in
 * both directions, be they an auth payload, the ids of a session, or what resumes one; of {@link
 * Packet.ConnectError} all but the server's message, since they may repeat the auth payload. What
 * events and acknowledgements hold is the application's own, and shown; {@code toString} of a
 * packet shows nothing of it. The last argument of an event may be the offset that a server with
 * connection state recovery adds: without the id of the session it resumes nothing.
 */
public interface WireTap {
  /**
   * A packet was given to the connection.
   *
   * @param packet the packet
   */
  default void sent(Packet packet) {}

  /**
   * A packet has come.
   *
   * @param packet the packet
   */
  default void received(Packet packet) {}
}
