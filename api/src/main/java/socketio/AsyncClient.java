package socketio;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A Socket.IO client that does not block: one connection, any number of namespaces. The same as
 * {@link Client} with futures; both are views of one connection and one table of handlers. Futures
 * complete in the client's loop, so that waiting for one inside a handler is safe; what depends on
 * them runs on the handler executor.
 */
public interface AsyncClient extends Events, AsyncEmitter, AutoCloseable {
  /**
   * A client with default settings.
   *
   * @return a new client, not connected
   * @throws IllegalStateException as in {@link Client#create()}
   */
  static AsyncClient create() {
    return builder().buildAsync();
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
   * @param url the server's address; see {@link ConnectOptions#to(String)}
   * @return as {@link #connect(ConnectOptions)}
   */
  default CompletableFuture<Void> connect(String url) {
    return connect(ConnectOptions.to(url));
  }

  /**
   * Connects, as {@link Client#connect(ConnectOptions)} does.
   *
   * @param options where and how
   * @return completes when all namespaces asked for are connected; fails with {@link
   *     ConnectionException} or {@link DisconnectedException} as there, or with {@link
   *     IllegalStateException} if the client is connected, connecting or closed. Cancelling it
   *     gives the attempt up
   */
  CompletableFuture<Void> connect(ConnectOptions options);

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
  AsyncNamespace namespace(String path);

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
  void register(AsyncClientNamespace handlers);

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
   * nothing reconnects. What was emitted before is sent first; see {@link Client#disconnect}.
   *
   * @return completes when the server has been told, after two seconds at most
   */
  CompletableFuture<Void> disconnect();

  /**
   * Disconnects and frees everything, for good. Idempotent.
   *
   * @return completes when the server has been told, after two seconds at most
   */
  CompletableFuture<Void> closeAsync();

  /** Disconnects and frees everything, for good, without waiting. Idempotent. */
  @Override
  void close();

  /**
   * Tells when the connection has ended for good; see {@link Client#await()}.
   *
   * @return completes then, at once if there is none
   */
  CompletableFuture<Void> await();

  /**
   * Waits for the next event of a name in the namespace {@code "/"}.
   *
   * @param event the event's name; not {@code "*"}
   * @param timeout how long to wait
   * @return as {@link AsyncNamespace#awaitEvent}
   * @throws IllegalArgumentException as in {@link AsyncNamespace#awaitEvent}
   */
  CompletableFuture<Args> awaitEvent(String event, Duration timeout);

  /**
   * Runs a task on a thread of its own: a virtual one where the JVM has them, else a daemon.
   *
   * @param task the task
   * @return completes when the task has run; fails with what it throws
   */
  CompletableFuture<Void> startBackgroundTask(Runnable task);

  /**
   * Lets time pass.
   *
   * @param time how long
   * @return completes after this time; fails with {@link IllegalStateException} if the client is
   *     closed, or gets closed meanwhile
   */
  CompletableFuture<Void> sleep(Duration time);

  /**
   * The blocking view of this client.
   *
   * @return always the same object
   */
  Client blocking();

  /**
   * Discards the events that wait for a connection because of {@link OfflinePolicy#buffer}: their
   * futures fail with {@link NotConnectedException}. All namespaces.
   *
   * @return completes when that is done
   */
  CompletableFuture<Void> clearBuffer();
}
