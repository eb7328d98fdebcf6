package socketio;

import java.time.Duration;

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
 *
 * <h2>A closed client</h2>
 *
 * <p>{@code connect}, {@code emit}, {@code send}, {@code call}, {@code awaitEvent} and {@code
 * sleep} of a closed client, its namespaces and its asynchronous view fail with {@link
 * ClientClosedException}, whatever the {@link OfflinePolicy}. {@code close} and {@code disconnect}
 * do nothing more, {@code await} returns, a subscriber of a {@code publisher} is completed
 * immediately. Handlers may still be registered and removed, but no event arrives any more;
 * background tasks still run.
 *
 * <p>Closing ends whatever is pending: calls, joins, connects and waits for an event fail with
 * {@link DisconnectedException} and {@link DisconnectReason#CLIENT_DISCONNECT}, buffered events
 * with {@link NotConnectedException}, and sleeps with {@link ClientClosedException}.
 *
 * <h2>Interrupts</h2>
 *
 * <p>A method that declares {@link InterruptedException} throws it immediately, and sends or begins
 * nothing, if the thread is interrupted already. If the thread is interrupted while waiting, the
 * method withdraws what it began (the connect is abandoned, the acknowledgement discarded, no event
 * lost) and throws it; an event that was handed to the connection is sent regardless. If the result
 * has arrived by then, the method returns it and leaves the interrupt flag set.
 *
 * <p>The other methods leave the flag set. {@code emit} and {@code send} send as usual, unless they
 * would have to wait for the network: then they queue nothing and throw {@link SocketIOException}.
 * {@code disconnect}, {@code close} and {@code clearBuffer} do their work but do not wait.
 *
 * <h2>The client's loop</h2>
 *
 * <p>With an executor that runs handlers on the thread that submits them, such as {@code
 * Runnable::run}, handlers and {@link socketio.spi.ClientObserver}s run in the client's loop. A
 * method that declares {@link InterruptedException} would wait for itself there: it throws {@link
 * IllegalStateException}. {@code emit}, {@code disconnect}, {@code close} and {@code clearBuffer}
 * work there, and do not wait. On all other threads, including those of handlers, every method may
 * be called.
 *
 * @since 1.0
 */
public interface Client extends BaseClient, Emitter {
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
   * @throws DisconnectedException as in {@link #connect(ConnectOptions)}
   * @throws ClientClosedException as in {@link #connect(ConnectOptions)}
   * @throws IllegalStateException as in {@link #connect(ConnectOptions)}
   * @throws IllegalArgumentException if the address is invalid
   */
  default void connect(String url) throws InterruptedException {
    connect(ConnectOptions.to(url));
  }

  /**
   * Connects to a server and waits until all requested namespaces are connected: those named in the
   * options, or by default those that have handlers, or {@code "/"} if there are none. Connect
   * handlers may still be running when this method returns. If the client is waiting to reconnect,
   * this connect replaces the pending attempt and begins immediately. May be called inside a
   * handler.
   *
   * <p>When this method throws, nothing is connected and no further attempt follows, so it can be
   * called again: namespaces that had joined are disconnected, and their {@code onDisconnect}
   * handlers are called with {@link DisconnectReason#CLIENT_DISCONNECT}. To keep them, use {@link
   * ConnectOptions#waitForNamespaces waitForNamespaces(false)}. Only an {@link
   * IllegalStateException} leaves the client as it was.
   *
   * @param options where and how to connect
   * @throws InterruptedException if the thread is interrupted; the attempt is abandoned, unless it
   *     has already succeeded
   * @throws ConnectionException if the connection cannot be established, is lost before all
   *     namespaces are answered, or the server refuses a namespace or does not answer for it within
   *     {@link ConnectOptions#timeout}; thrown once all are answered. If several are refused, the
   *     message names each with its reason, {@code namespace()} is the first, and the others are
   *     suppressed exceptions. With {@link ConnectOptions#retry}, only once no attempts are left,
   *     except for a refusal
   * @throws DisconnectedException if {@link #disconnect}, {@link #close} or another connect
   *     intervenes, or the server disconnects every namespace
   * @throws ClientClosedException if the client is closed
   * @throws IllegalStateException if the client is connected or connecting, or in the client's loop
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
   * @throws IllegalArgumentException if the path is neither
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
   * Disconnects all namespaces and ends the connection, the current attempt to connect, or the wait
   * for the next one; the client does not reconnect. Events emitted earlier are sent first. Returns
   * when the server has been notified, after about two seconds of real time at most; immediately in
   * the client's loop or on an interrupted thread.
   *
   * <p>To end gracefully, {@link #call} an event of the server as the last one: its acknowledgement
   * shows that the earlier events have arrived, those kept by an {@link OfflinePolicy#buffer} too,
   * which disconnecting does not send. Without it, a server may drop events that arrive together
   * with the end of the connection, as the Node.js server occasionally does over WebSocket.
   * Handlers may still be running when this method returns.
   */
  void disconnect();

  /**
   * Disconnects as {@link #disconnect} does, releases all resources and closes the client for good.
   * Returns when all is released, after about two seconds of real time at most, even if the server
   * or the transport hangs; immediately in the client's loop or on an interrupted thread. May be
   * called inside handlers. Idempotent; a further call waits for the rest of that time.
   */
  @Override
  void close();

  /**
   * Waits until the connection has ended for good: through {@link #disconnect} or {@link #close},
   * through the server, or because the client has given up reconnecting. Returns immediately if
   * there is none. Handlers of the end may still be running when this method returns. (It is {@code
   * wait()} in Python; in Java, {@link Object#wait()} is final.)
   *
   * @throws InterruptedException if the thread is interrupted; the connection remains
   * @throws IllegalStateException in the client's loop
   */
  void await() throws InterruptedException;

  /**
   * Waits until the connection has ended for good or the timeout has elapsed.
   *
   * @param timeout how long to wait; zero only checks
   * @return false if the timeout elapsed first
   * @throws InterruptedException as in {@link #await()}
   * @throws IllegalStateException as in {@link #await()}
   * @throws IllegalArgumentException if the timeout is negative
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
   * @throws ClientClosedException as in {@link Namespace#awaitEvent}
   * @throws IllegalArgumentException as in {@link Namespace#awaitEvent}
   */
  Args awaitEvent(String event, Duration timeout) throws InterruptedException;

  /**
   * Runs a task on a new thread: a virtual thread if the JVM supports them, otherwise a daemon
   * thread. Anything the task throws, {@link InterruptedException} included, is reported to {@code
   * onError}, on the task's thread. Closing the client does not end the task.
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
   * Puts the current thread to sleep, in real time, until the client is closed at most.
   *
   * @param time how long to sleep, not negative
   * @throws InterruptedException if the thread is interrupted
   * @throws ClientClosedException if the client is closed, before or meanwhile
   * @throws IllegalStateException in the client's loop
   * @throws IllegalArgumentException if the time is negative
   */
  void sleep(Duration time) throws InterruptedException;

  /**
   * Returns the asynchronous view of this client.
   *
   * @return always the same object
   */
  AsyncClient async();

  /**
   * Discards the events kept by {@link OfflinePolicy#buffer} in all namespaces. Their futures, and
   * waiting calls, fail with {@link NotConnectedException}.
   */
  void clearBuffer();
}
