package socketio;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A non-blocking Socket.IO client: one connection, shared by any number of namespaces. It is the
 * counterpart of {@link Client} with futures; both are views of the same connection and the same
 * handlers. Futures complete in the client's loop, so it is safe to wait for one inside a handler;
 * their dependent stages run on the handler executor.
 *
 * <p>The futures of a closed client fail with {@link ClientClosedException}; {@link Client} lists
 * what that concerns, and how closing ends what is pending.
 *
 * @since 1.0
 */
public interface AsyncClient extends BaseClient, AsyncEmitter {
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
   * @throws IllegalArgumentException if the address is invalid
   */
  default CompletableFuture<Void> connect(String url) {
    return connect(ConnectOptions.to(url));
  }

  /**
   * Connects, as {@link Client#connect(ConnectOptions)} does.
   *
   * @param options where and how to connect
   * @return a future that completes when all requested namespaces are connected; fails with {@link
   *     ConnectionException}, {@link DisconnectedException} or {@link ClientClosedException} as
   *     documented there, or with {@link IllegalStateException} if the client is connected or
   *     connecting. Cancelling it, or completing it exceptionally as {@code orTimeout} does,
   *     abandons the attempt. When it fails, nothing is connected any more, except after an {@link
   *     IllegalStateException}
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
   * @throws IllegalArgumentException if the path is neither
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
   * Disconnects all namespaces and ends the connection, the current attempt to connect, or the wait
   * for the next one; the client does not reconnect. Events emitted earlier are sent first; see
   * {@link Client#disconnect}.
   *
   * @return a future that completes when the server has been notified, after two seconds at most
   */
  CompletableFuture<Void> disconnect();

  /**
   * Disconnects, releases all resources and closes the client for good, without waiting.
   * Idempotent.
   *
   * @return a future that completes when the server has been notified, after two seconds at most,
   *     and all is released
   */
  CompletableFuture<Void> closeAsync();

  /**
   * Disconnects, releases all resources and closes the client for good. Waits, as {@link
   * Client#close} does; {@link #closeAsync} does not. Idempotent.
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
   * @param time the delay, not negative
   * @return a future that completes after this time; fails with {@link ClientClosedException} if
   *     the client is closed, before or meanwhile
   * @throws IllegalArgumentException if the time is negative
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
