package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Socket.IO client without handlers: the application receives events one by one. One connection,
 * one namespace; reconnections are hidden.
 *
 * <pre>{@code
 * try (SimpleClient client = SimpleClient.create()) {
 *   client.connect("http://localhost:3000");
 *   client.emit("hello", "world");
 *   IncomingEvent event = client.receive(Duration.ofSeconds(5));
 *   System.out.println(event.name() + event.args().toList());
 * }
 * }</pre>
 *
 * <p>Events are kept in the order of their arrival until they are received; those that arrived
 * before the connection was lost or closed can still be received. While more than 8192 events or 8
 * MiB are kept, the client stops reading, which applies backpressure to the server; nothing is
 * dropped. (While {@link #emit} or {@link #call} waits, the client reads up to sixteen times as
 * much, because what they wait for is behind those events.) A server whose heartbeat goes unread
 * for too long may end the connection. If the server requests an acknowledgement of an event, an
 * empty one is sent when the event arrives.
 *
 * <p>All methods may be called from any thread. {@link Client} has the rules for interrupts and for
 * calls in the client's loop. {@code connect}, {@code emit}, {@code call} and {@code receive} of a
 * closed client throw {@link ClientClosedException}, {@code receive} only when no event is left;
 * the calls that were waiting when the client was closed fail with {@link DisconnectedException}.
 *
 * @since 1.0
 */
public interface SimpleClient extends AutoCloseable {
  /**
   * Creates a client with default settings.
   *
   * @return a new client, not connected
   * @throws IllegalStateException as in {@link Client#create()}
   */
  static SimpleClient create() {
    return of(Client.builder());
  }

  /**
   * Creates a client with custom settings.
   *
   * @param builder the settings; as there are no handlers, the handler executor only runs the
   *     dependent stages of the futures of {@link #async()}
   * @return a new client, not connected
   * @throws IllegalStateException as in {@link ClientBuilder#build}
   * @throws IllegalArgumentException as in {@link ClientBuilder#build}
   */
  static SimpleClient of(ClientBuilder builder) {
    return AsyncSimpleClient.of(builder).blocking();
  }

  /**
   * Connects the namespace {@code "/"} with default options.
   *
   * @param url the server's address; see {@link ConnectOptions#to(String)}
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
   * Connects, and waits until the namespace is connected. Events of an earlier connection that were
   * not received are discarded.
   *
   * @param options where and how to connect; at most one namespace, {@code "/"} by default
   * @throws InterruptedException if the thread is interrupted; the attempt is abandoned
   * @throws ConnectionException as in {@link Client#connect(ConnectOptions)}
   * @throws DisconnectedException as in {@link Client#connect(ConnectOptions)}
   * @throws ClientClosedException if the client is closed
   * @throws IllegalStateException if the client is connected or connecting, or in the client's loop
   * @throws IllegalArgumentException if the options name more than one namespace
   */
  void connect(ConnectOptions options) throws InterruptedException;

  /**
   * Sends an event. Blocks while the client reconnects, and while the earlier data not yet taken by
   * the network exceeds the high-water mark.
   *
   * @param event the event's name
   * @param args the arguments; each value is one argument
   * @throws InterruptedException if the thread is interrupted; the event may have been sent
   * @throws DisconnectedException if the connection has ended for good
   * @throws NotConnectedException if {@link #connect} was not called
   * @throws ClientClosedException if the client is closed already
   * @throws EncodingException as in {@link Emitter#emit}
   * @throws IllegalArgumentException if the name is reserved
   */
  void emit(String event, @Nullable Object... args) throws InterruptedException;

  /**
   * Sends an event and waits for its acknowledgement, for 60 seconds unless the client was built
   * with another {@code callTimeout}.
   *
   * @param event the event's name
   * @param args the arguments; each value is one argument
   * @return the arguments of the acknowledgement
   * @throws InterruptedException as in {@link #call(Duration, String, Object...)}
   * @throws AckTimeoutException as in {@link #call(Duration, String, Object...)}
   * @throws DisconnectedException as in {@link #call(Duration, String, Object...)}
   * @throws NotConnectedException as in {@link #call(Duration, String, Object...)}
   * @throws ClientClosedException as in {@link #call(Duration, String, Object...)}
   * @throws EncodingException as in {@link #call(Duration, String, Object...)}
   * @throws IllegalArgumentException if the name is reserved
   */
  Args call(String event, @Nullable Object... args) throws InterruptedException;

  /**
   * Sends an event and waits for its acknowledgement. While the client reconnects, first waits
   * until it is connected again. A call that was sent is not repeated, because the server may have
   * handled it.
   *
   * @param timeout how long to wait, for the connection and the acknowledgement together
   * @param event the event's name
   * @param args the arguments; each value is one argument
   * @return the arguments of the acknowledgement
   * @throws InterruptedException if the thread is interrupted; the event may have been sent
   * @throws AckTimeoutException if the acknowledgement does not arrive in time
   * @throws DisconnectedException if the connection was lost after the event was sent, or has ended
   *     for good
   * @throws NotConnectedException if {@link #connect} was not called
   * @throws ClientClosedException if the client is closed already
   * @throws EncodingException as in {@link Emitter#emit}
   * @throws IllegalArgumentException if the name is reserved or the timeout is not positive
   */
  Args call(Duration timeout, String event, @Nullable Object... args) throws InterruptedException;

  /**
   * Receives the next event, waiting for it as long as the client is connected or reconnecting.
   *
   * @return the oldest event not yet received
   * @throws InterruptedException if the thread is interrupted; no event is lost
   * @throws DisconnectedException if the connection has ended for good and no event is left
   * @throws NotConnectedException if {@link #connect} was not called
   * @throws ClientClosedException if the client is closed already
   */
  IncomingEvent receive() throws InterruptedException;

  /**
   * Receives the next event, waiting for it for a limited time that includes reconnections.
   *
   * @param timeout how long to wait; zero to receive an event only if one has already arrived
   * @return the oldest event not yet received
   * @throws InterruptedException if the thread is interrupted; no event is lost
   * @throws EventTimeoutException if no event arrives in time
   * @throws DisconnectedException if the connection has ended for good and no event is left
   * @throws NotConnectedException if {@link #connect} was not called
   * @throws ClientClosedException if the client is closed already
   * @throws IllegalArgumentException if the timeout is negative
   */
  IncomingEvent receive(Duration timeout) throws InterruptedException;

  /**
   * Returns the id that the server assigned to this client in its namespace.
   *
   * @return the id, or null while not connected
   */
  @Nullable String sid();

  /**
   * Returns the transport of the current connection.
   *
   * @return the transport, or null while there is no connection
   */
  @Nullable TransportKind transport();

  /**
   * Returns whether the client is currently connected.
   *
   * @return false while it reconnects
   */
  boolean connected();

  /**
   * Ends the connection, as {@link Client#disconnect} does. Events that have already arrived can
   * still be received. {@link #connect} may be called again.
   */
  void disconnect();

  /**
   * Disconnects, releases all resources and closes the client for good. Waits as {@link
   * Client#close} does. Events that have already arrived can still be received. Idempotent.
   */
  @Override
  void close();

  /**
   * Returns the asynchronous view of this client.
   *
   * @return always the same object
   */
  AsyncSimpleClient async();
}
