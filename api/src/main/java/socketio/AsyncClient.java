package socketio;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A non-blocking Socket.IO client: one connection, shared by any number of namespaces. It is the
 * counterpart of {@link Client} with futures; both are views of the same connection and the same
 * handlers. Futures complete in the client's loop, so it is safe to wait for one inside a handler;
 * their dependent stages run on the handler executor.
 */
public interface AsyncClient extends Events, AsyncEmitter, AutoCloseable {
  /**
   * Creates a client with default settings.
   *
   * @return a new client, not connected
   * @throws IllegalStateException as in {@link Client#create()}
   */
  static AsyncClient create() {
    return builder().buildAsync();
  }

  /**
   * Returns a builder of a client with custom settings.
   *
   * @return a builder
   */
  static ClientBuilder builder() {
    return new ClientBuilder();
  }

  /**
   * Connects with default options.
   *
   * @param url the server's address; see {@link ConnectOptions#to(String)}
   * @return as {@link #connect(ConnectOptions)}
   */
  default CompletableFuture<Void> connect(String url) {
    return connect(ConnectOptions.to(url));
  }

  /**
   * Connects, as {@link Client#connect(ConnectOptions)} does.
   *
   * @param options where and how to connect
   * @return a future that completes when all requested namespaces are connected; fails with {@link
   *     ConnectionException} or {@link DisconnectedException} as documented there, or with {@link
   *     IllegalStateException} if the client is connected, connecting or closed. Cancelling it
   *     abandons the attempt
   */
  CompletableFuture<Void> connect(ConnectOptions options);

  /**
   * Returns the view of a namespace, always the same object for the same path.
   *
   * <p>{@code "*"} is the wildcard namespace: its handlers receive whatever is not handled in the
   * namespace where it occurs; see {@link Events}. It is never connected, so emit, call, connect
   * and disconnect throw {@link UnsupportedOperationException}.
   *
   * @param path a path that begins with a slash, or {@code "*"}
   * @return the namespace, whether connected or not
   */
  AsyncNamespace namespace(String path);

  /**
   * Registers the handlers of a class-based namespace for the lifetime of this client. As with any
   * handler, registration does not join the namespace; a connect that names no namespaces joins
   * this one too, unless it is {@code "*"}.
   *
   * @param handlers an object whose methods handle events
   * @throws IllegalArgumentException if a method cannot be a handler, or two methods handle the
   *     same event
   * @throws IllegalStateException if the object is already registered with any client, or another
   *     object, blocking or asynchronous, is already registered for the same namespace
   */
  void register(AsyncClientNamespace handlers);

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
   * @return a snapshot
   */
  ClientState state();

  /**
   * Adds a handler that is called when the {@link #state} changes.
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
   * could not open a connection, once another one has.
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
   * ReconnectionPolicy.Attempt#proposed() proposed} to that policy. If the client is connected, it
   * checks whether the server's ping is overdue, on the monotonic clock and on the wall clock,
   * because the monotonic clock may stop during sleep; if so, the connection ends with {@link
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
   * Disconnects all namespaces and ends the connection, the current attempt to connect, or the wait
   * for the next one; the client does not reconnect. Events emitted earlier are sent first; see
   * {@link Client#disconnect}.
   *
   * @return a future that completes when the server has been notified, after two seconds at most
   */
  CompletableFuture<Void> disconnect();

  /**
   * Disconnects, releases all resources and closes the client for good. Idempotent.
   *
   * @return a future that completes when the server has been notified, after two seconds at most
   */
  CompletableFuture<Void> closeAsync();

  /**
   * Disconnects, releases all resources and closes the client for good, without waiting.
   * Idempotent.
   */
  @Override
  void close();

  /**
   * Returns a future that completes when the connection has ended for good; see {@link
   * Client#await()}.
   *
   * @return the future, which completes immediately if there is no connection
   */
  CompletableFuture<Void> await();

  /**
   * Returns a future of the next event with a given name in the namespace {@code "/"}.
   *
   * @param event the event's name; not {@code "*"}
   * @param timeout how long to wait
   * @return as {@link AsyncNamespace#awaitEvent}
   * @throws IllegalArgumentException as in {@link AsyncNamespace#awaitEvent}
   */
  CompletableFuture<Args> awaitEvent(String event, Duration timeout);

  /**
   * Runs a task on a new thread: a virtual thread if the JVM supports them, otherwise a daemon
   * thread.
   *
   * @param task the task
   * @return a future that completes when the task has run; fails with whatever it throws, {@link
   *     InterruptedException} included
   */
  CompletableFuture<Void> startBackgroundTask(Client.Task task);

  /**
   * Returns a future that completes after a delay.
   *
   * @param time the delay
   * @return a future that completes after this time; fails with {@link IllegalStateException} if
   *     the client is closed before then
   */
  CompletableFuture<Void> sleep(Duration time);

  /**
   * Returns the blocking view of this client.
   *
   * @return always the same object
   */
  Client blocking();

  /**
   * Discards the events kept by {@link OfflinePolicy#buffer} in all namespaces. Their futures fail
   * with {@link NotConnectedException}.
   *
   * @return a future that completes when they have been discarded
   */
  CompletableFuture<Void> clearBuffer();
}
