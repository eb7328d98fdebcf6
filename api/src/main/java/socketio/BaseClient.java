package socketio;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Client} and {@link AsyncClient} share: handlers, the state of the connection and of
 * the namespace {@code "/"}. Code that only observes a client, such as a health check, can take
 * either. All methods may be called from any thread at any time, also after {@code close()}; all
 * but {@code close()} return immediately.
 *
 * @since 1.0
 */
public interface BaseClient extends Events, AutoCloseable {
  /**
   * Returns the id that the server assigned to this client in the namespace {@code "/"}.
   *
   * @return the id, or null while not connected
   */
  @Nullable String sid();

  /**
   * Returns whether the namespace {@code "/"} is connected.
   *
   * @return as {@link Namespace#connected()}
   */
  boolean connected();

  /**
   * Returns whether the last connect resumed the previous session of the namespace {@code "/"}.
   *
   * @return as {@link Namespace#recovered()}
   */
  boolean recovered();

  /**
   * Returns the current state of the client.
   *
   * @return the state, which may have changed when this method returns
   */
  ClientState state();

  /**
   * Adds a handler that is called for each change of the {@link #state}, in order: {@code (from,
   * to, cause) -> …}.
   *
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   */
  Subscription onStateChange(StateHandler handler);

  /**
   * Adds a handler that is called for each step of a reconnection.
   *
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   */
  Subscription onReconnection(ReconnectionHandler handler);

  /**
   * Adds a handler that is called with the outcome of each transport upgrade and, if it failed, the
   * cause. With {@link ConnectOptions#tryAllTransports} it is also called for each transport that
   * could not open a connection, once another one has. The handler is {@code (transport, cause) ->
   * …}; the cause is null after a success.
   *
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   */
  Subscription onUpgrade(UpgradeHandler handler);

  /**
   * Adds a handler that is called after each ping from the server. The server sets the ping
   * interval, 25 seconds by default. A ping shows that the connection is alive, not how fast it is;
   * to measure latency, time a {@code call} or see {@link socketio.spi.ClientObserver}. At most a
   * hundred pings are queued until the handler can run; further ones are not reported.
   *
   * @param handler the handler
   * @return a subscription whose {@code close} removes the handler
   */
  Subscription onPing(PingHandler handler);

  /**
   * Checks the connection when something may have affected it, such as a change of network or the
   * machine waking up. Returns immediately. If the client is waiting to reconnect, it connects now,
   * regardless of the delay and of a policy's pending decision, unless no delay was {@linkplain
   * Reconnection.Attempt#proposed() proposed} to that policy. If the client is connected, it checks
   * whether the server's ping is overdue, on the monotonic clock and on the wall clock, because the
   * monotonic clock may stop during sleep; if so, the connection ends with {@link
   * DisconnectReason#PING_TIMEOUT} now rather than when a timer fires. A connection whose ping is
   * not yet overdue is left alone: Engine.IO 4 gives a client no message to probe the server with,
   * but an application can {@code call} an event of its own. In all other states this method does
   * nothing.
   *
   * <p>Without this call, a sleep is detected when the server's ping is overdue on the monotonic
   * clock, or by the next emit if the sleep was longer than ping interval and ping timeout
   * together; {@link OfflinePolicy} then applies to that event. Setting the wall clock forward that
   * far looks like such a sleep and costs one reconnection.
   */
  void checkNow();

  /**
   * Returns the transport of the current connection.
   *
   * @return the transport, or null while there is no connection
   */
  @Nullable TransportKind transport();

  /**
   * Returns the id of the Engine.IO session, which differs from the id of any namespace.
   *
   * @return the id, or null while there is no connection
   */
  @Nullable String engineId();

  /**
   * Disconnects, releases all resources and closes the client for good. Waits, for about two
   * seconds at most. Idempotent.
   *
   * @see Client#close()
   * @see AsyncClient#close()
   */
  @Override
  void close();

  /** Called when a client's state changes. Runs where an {@link EventHandler} runs. */
  @FunctionalInterface
  interface StateHandler {
    /**
     * Called when the state has changed. {@link #state} may have moved on since.
     *
     * @param from the previous state
     * @param to the new state
     * @param cause the error that caused the change, or null if there was none or it is unknown
     * @throws Exception any exception; it is reported to the client's {@code onError}
     */
    void handle(ClientState from, ClientState to, @Nullable Throwable cause) throws Exception;
  }

  /** Called for each step of a reconnection. Runs where an {@link EventHandler} runs. */
  @FunctionalInterface
  interface ReconnectionHandler {
    /**
     * Called when the step has been taken; steps are reported in order.
     *
     * @param event the step
     * @throws Exception any exception; it is reported to the client's {@code onError}
     */
    void handle(Reconnection.Event event) throws Exception;
  }

  /** Called with the outcome of a transport upgrade. Runs where an {@link EventHandler} runs. */
  @FunctionalInterface
  interface UpgradeHandler {
    /**
     * Called when a transport has been tried. If it failed, the connection continues on its current
     * transport.
     *
     * @param transport the transport that was tried
     * @param cause null if it now carries the connection; otherwise why it does not
     * @throws Exception any exception; it is reported to the client's {@code onError}
     */
    void handle(TransportKind transport, @Nullable Throwable cause) throws Exception;
  }

  /** Called for each ping from the server. Runs where an {@link EventHandler} runs. */
  @FunctionalInterface
  interface PingHandler {
    /**
     * Called when a ping from the server has been answered.
     *
     * @throws Exception any exception; it is reported to the client's {@code onError}
     */
    void handle() throws Exception;
  }
}
