package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Socket.IO client: one connection, shared by any number of namespaces. Handlers registered and
 * events sent on the client itself belong to the namespace {@code "/"}.
 *
 * <pre>{@code
 * try (Client client = Client.create()) {
 *   client.on("news", String.class, System.out::println);
 *   client.connect("http://localhost:3000");
 *   client.emit("hello", "world");
 *   Args answer = client.call("sum", 1, 2);
 *   client.await();
 * }
 * }</pre>
 *
 * <p>All methods may be called from any thread. The library uses daemon threads only, so a program
 * with nothing else to do must call {@link #await()} to stay alive. {@link #close()} releases all
 * resources of a client.
 */
public interface Client extends Events, Emitter, AutoCloseable {
  /**
   * Creates a client with default settings; {@link java.util.ServiceLoader} finds the Socket.IO
   * layer ({@code socketio-core}), the engine, the transport and the parser.
   *
   * @return a new client, not connected
   * @throws IllegalStateException if one of them is missing, ambiguous or cannot be loaded; the
   *     message says what to do
   */
  static Client create() {
    return builder().build();
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
   * @param url the server's address, such as {@code "https://example.com"}; see {@link
   *     ConnectOptions#to(String)}
   * @throws InterruptedException as in {@link #connect(ConnectOptions)}
   * @throws ConnectionException as in {@link #connect(ConnectOptions)}
   */
  default void connect(String url) throws InterruptedException {
    connect(ConnectOptions.to(url));
  }

  /**
   * Connects to a server and waits until all requested namespaces are connected: those named in the
   * options, or by default those that have handlers, or {@code "/"} if there are none. Connect
   * handlers may still be running when this method returns. If the client is waiting to reconnect,
   * it connects immediately.
   *
   * @param options where and how to connect
   * @throws InterruptedException if the thread is interrupted; the attempt is abandoned
   * @throws ConnectionException if the connection cannot be established, or the server refuses a
   *     namespace (the others then stay connected); with {@link ConnectOptions#retry}, only once no
   *     attempts are left
   * @throws DisconnectedException if {@link #disconnect}, {@link #close} or another connect
   *     intervenes, or the server disconnects every namespace
   * @throws IllegalStateException if the client is connected, connecting or closed
   */
  void connect(ConnectOptions options) throws InterruptedException;

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
  Namespace namespace(String path);

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
  void register(ClientNamespace handlers);

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
   * for the next one; the client does not reconnect. Events emitted earlier are sent first. Returns
   * when the server has been notified, after two seconds at most.
   *
   * <p>A server may drop events that arrive together with the end of the connection, as the Node.js
   * server occasionally does over WebSocket. To be sure that an event has arrived, use {@link
   * #call}.
   */
  void disconnect();

  /**
   * Disconnects, releases all resources and closes the client for good. Waits as {@link
   * #disconnect} does. Idempotent.
   */
  @Override
  void close();

  /**
   * Waits until the connection has ended for good: through {@link #disconnect} or {@link #close},
   * through the server, or because the client has given up reconnecting. Returns immediately if
   * there is none.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  void await() throws InterruptedException;

  /**
   * Waits until the connection has ended for good or the timeout has elapsed.
   *
   * @param timeout how long to wait
   * @return false if the timeout elapsed first
   * @throws InterruptedException if the thread is interrupted
   * @see #await()
   */
  boolean await(Duration timeout) throws InterruptedException;

  /**
   * Waits for the next event with a given name in the namespace {@code "/"}.
   *
   * @param event the event's name; not {@code "*"}
   * @param timeout how long to wait
   * @return the event's arguments
   * @throws InterruptedException as in {@link Namespace#awaitEvent}
   * @throws EventTimeoutException as in {@link Namespace#awaitEvent}
   * @throws DisconnectedException as in {@link Namespace#awaitEvent}
   * @throws IllegalArgumentException as in {@link Namespace#awaitEvent}
   */
  Args awaitEvent(String event, Duration timeout) throws InterruptedException;

  /**
   * Runs a task on a new thread: a virtual thread if the JVM supports them, otherwise a daemon
   * thread. Anything the task throws, {@link InterruptedException} included, is reported to {@code
   * onError}.
   *
   * @param task the task
   * @return the started thread
   */
  Thread startBackgroundTask(Task task);

  /** A background task, which may throw. */
  @FunctionalInterface
  interface Task {
    /**
     * Runs the task.
     *
     * @throws Exception any exception; see {@link Client#startBackgroundTask} and {@link
     *     AsyncClient#startBackgroundTask}
     */
    void run() throws Exception;
  }

  /**
   * Puts the current thread to sleep.
   *
   * @param time how long to sleep
   * @throws InterruptedException if the thread is interrupted
   */
  void sleep(Duration time) throws InterruptedException;

  /**
   * Returns the asynchronous view of this client.
   *
   * @return always the same object
   */
  AsyncClient async();

  /**
   * Discards the events kept by {@link OfflinePolicy#buffer} in all namespaces. Their futures fail
   * with {@link NotConnectedException}.
   */
  void clearBuffer();
}
