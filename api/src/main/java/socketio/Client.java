package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Socket.IO client: one connection, any number of namespaces. Handlers and events without a
 * namespace are those of {@code "/"}.
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
 * <p>Everything may be called from any thread. All threads of the library are daemons: a program
 * that has nothing else to do waits with {@link #await()}. What a client holds is freed by {@link
 * #close()}.
 */
public interface Client extends Events, Emitter, AutoCloseable {
  /**
   * A client with default settings, with the engine, transport and parser found by {@link
   * java.util.ServiceLoader}.
   *
   * @return a new client, not connected
   * @throws IllegalStateException if one of them is missing or cannot be chosen
   */
  static Client create() {
    return builder().build();
  }

  /**
   * Begins a client with settings of its own.
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
   * Connects. Returns when all namespaces asked for are connected: those of the options, or else
   * those that have handlers, or else {@code "/"}. Connect handlers may still be running then.
   * While the client waits to reconnect, this connects now.
   *
   * @param options where and how
   * @throws InterruptedException if the thread is interrupted; the attempt is given up
   * @throws ConnectionException if there is no connection, or a namespace was refused (the others
   *     then stay connected); with {@link ConnectOptions#retry} only when no attempt is left
   * @throws DisconnectedException if {@link #disconnect}, {@link #close} or another connect comes
   *     before, or the server disconnects every namespace
   * @throws IllegalStateException if the client is connected or connecting, or closed
   */
  void connect(ConnectOptions options) throws InterruptedException;

  /**
   * The view of one namespace. Always the same object for the same path.
   *
   * <p>{@code "*"} stands for all namespaces: its handlers get what is not handled in the namespace
   * where it happens, see {@link Events}. It is never connected, so that emit, call, connect and
   * disconnect throw {@link UnsupportedOperationException}.
   *
   * @param path a path that begins with a slash, or {@code "*"}
   * @return the namespace, connected or not
   */
  Namespace namespace(String path);

  /**
   * Registers the handlers of a class-based namespace, for as long as this client lives. As with
   * every handler, the namespace is not joined by this; when connect names no namespaces, this one
   * is among those it joins, unless it is {@code "*"}.
   *
   * @param handlers an object whose methods handle events
   * @throws IllegalArgumentException if a method cannot be a handler, or two are for one event
   * @throws IllegalStateException if the object is registered already, with whatever client, or
   *     another object for the same namespace, blocking or asynchronous
   */
  void register(ClientNamespace handlers);

  /**
   * The id that the server gave this client in the namespace {@code "/"}.
   *
   * @return the id, or null while not connected
   */
  @Nullable String sid();

  /**
   * Whether the namespace {@code "/"} is connected.
   *
   * @return as {@link Namespace#connected()}
   */
  boolean connected();

  /**
   * Whether the last connect resumed the previous session of the namespace {@code "/"}.
   *
   * @return as {@link Namespace#recovered()}
   */
  boolean recovered();

  /**
   * Where the client is in its life.
   *
   * @return a snapshot
   */
  ClientState state();

  /**
   * Adds a handler of changes of {@link #state}.
   *
   * @param handler the handler
   * @return removes the handler
   */
  Subscription onStateChange(StateHandler handler);

  /**
   * Adds a handler that hears of every step of coming back to a lost connection.
   *
   * @param handler the handler
   * @return removes the handler
   */
  Subscription onReconnection(ReconnectionHandler handler);

  /**
   * Adds a handler that hears whether a transport could take a connection over, and if not, why.
   * With {@link ConnectOptions#tryAllTransports} it also hears of the transports that could not
   * open a connection, once another one has.
   *
   * @param handler the handler
   * @return removes the handler
   */
  Subscription onUpgrade(UpgradeHandler handler);

  /**
   * Adds a handler that is called after every ping of the server; pings come at the interval that
   * the server sets, 25 seconds by default. They say that the connection lives, not how fast it is:
   * for that, time a {@code call}, or see {@link socketio.spi.ClientObserver}. While the handler
   * waits for its turn a hundred pings at most wait with it; more are not told.
   *
   * @param handler the handler
   * @return removes the handler
   */
  Subscription onPing(PingHandler handler);

  /**
   * Tells the client that something has happened that may concern its connection: the network has
   * changed, or the machine has woken up. Returns at once. While the client waits to reconnect, it
   * connects now, whatever the delay, and whatever a policy is about to decide, unless nothing is
   * proposed to that ({@link ReconnectionPolicy}). While it is connected, it looks whether the
   * server's ping is overdue, by the monotonic clock and by that of the wall, because the former
   * may have stood still during a sleep; if so, the connection is lost with {@link
   * DisconnectReason#PING_TIMEOUT} now and not only when a timer fires. A connection whose ping is
   * not yet due is left alone: a client has nothing to ask an Engine.IO 4 server with, but an
   * application may {@code call} an event of its own. In all other states it does nothing.
   *
   * <p>Without this call a sleep is noticed when the server's ping is overdue by the monotonic
   * clock, or by the next emit if the sleep was longer than ping interval and ping timeout
   * together: the event then meets a lost connection, as {@link OfflinePolicy} says. A wall clock
   * that is set forward that far looks like such a sleep, and costs one reconnection.
   */
  void checkNow();

  /**
   * The transport of the current connection.
   *
   * @return the transport, or null while there is no connection
   */
  @Nullable TransportKind transport();

  /**
   * The id of the Engine.IO session, which differs from that of every namespace.
   *
   * @return the id, or null while there is no connection
   */
  @Nullable String engineId();

  /**
   * Disconnects all namespaces and ends the connection, an attempt to connect, or the wait for one;
   * nothing reconnects. What was emitted before is sent first. Returns when the server has been
   * told, after two seconds at most.
   *
   * <p>A server may drop events that arrive together with the end of the connection, as Node's does
   * now and then over WebSocket. What must have arrived is best sent by {@link #call}.
   */
  void disconnect();

  /** Disconnects and frees everything, for good. Waits as {@link #disconnect}. Idempotent. */
  @Override
  void close();

  /**
   * Waits until the connection has ended for good: by {@link #disconnect} or {@link #close}, by the
   * server, or because reconnecting was given up. Returns at once if there is none.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  void await() throws InterruptedException;

  /**
   * Waits, for a limited time, until the connection has ended for good.
   *
   * @param timeout how long to wait
   * @return false if the time ran out
   * @throws InterruptedException if the thread is interrupted
   * @see #await()
   */
  boolean await(Duration timeout) throws InterruptedException;

  /**
   * Waits for the next event of a name in the namespace {@code "/"}.
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
   * Runs a task on a thread of its own: a virtual one where the JVM has them, else a daemon. What
   * it throws goes to {@code onError}.
   *
   * @param task the task
   * @return the started thread
   */
  Thread startBackgroundTask(Runnable task);

  /**
   * Lets the current thread sleep.
   *
   * @param time how long
   * @throws InterruptedException if the thread is interrupted
   */
  void sleep(Duration time) throws InterruptedException;

  /**
   * The view of this client that does not block.
   *
   * @return always the same object
   */
  AsyncClient async();

  /**
   * Discards the events that wait for a connection because of {@link OfflinePolicy#buffer}: their
   * futures fail with {@link NotConnectedException}. All namespaces.
   */
  void clearBuffer();
}
