package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A Socket.IO client without handlers: it is asked for the next event instead. One connection, one
 * namespace; reconnections are hidden.
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
 * <p>Events are kept in the order of their arrival until they are received; those that came before
 * the connection was lost, or closed, remain to be received. While more than 8192 events or 8 MiB
 * are kept, the client does not read on, which holds the server back; nothing is dropped. (While
 * one of {@link #emit} and {@link #call} waits, it reads up to sixteen times as much, because what
 * they wait for is behind those events.) A server whose heartbeat finds nobody reading for too long
 * may end the connection. Where the server wants an acknowledgement of an event it gets an empty
 * one when the event arrives.
 *
 * <p>Everything may be called from any thread.
 */
public interface SimpleClient extends AutoCloseable {
  /**
   * A client with default settings.
   *
   * @return a new client, not connected
   * @throws IllegalStateException as in {@link Client#create()}
   */
  static SimpleClient create() {
    return of(Client.builder());
  }

  /**
   * A client with settings of its own.
   *
   * @param builder the settings; as there are no handlers, the handler executor only runs what
   *     depends on the futures of {@link #async()}
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
   */
  default void connect(String url) throws InterruptedException {
    connect(ConnectOptions.to(url));
  }

  /**
   * Connects, and returns when the namespace is connected. Events of an earlier connection that
   * were not received are forgotten.
   *
   * @param options where and how; of namespaces one at most, {@code "/"} by default
   * @throws InterruptedException if the thread is interrupted; the attempt is given up
   * @throws ConnectionException as in {@link Client#connect(ConnectOptions)}
   * @throws DisconnectedException as in {@link Client#connect(ConnectOptions)}
   * @throws IllegalStateException if the client is connected or connecting, or closed
   * @throws IllegalArgumentException if the options name several namespaces
   */
  void connect(ConnectOptions options) throws InterruptedException;

  /**
   * Sends an event. While the client reconnects, waits until it is connected again; also waits
   * while more than the high-water mark of earlier data has not been taken by the network.
   *
   * @param event the event's name
   * @param args the arguments, each value being one
   * @throws InterruptedException if the thread is interrupted; the event may have been sent
   * @throws DisconnectedException if the connection has ended for good
   * @throws NotConnectedException if {@link #connect} was not called
   * @throws EncodingException as in {@link Emitter#emit}
   * @throws IllegalArgumentException if the name is reserved
   */
  void emit(String event, @Nullable Object... args) throws InterruptedException;

  /**
   * Sends an event and waits for its acknowledgement, for 60 seconds unless the client was built
   * with another {@code callTimeout}.
   *
   * @param event the event's name
   * @param args the arguments, each value being one
   * @return what the server answered
   * @throws InterruptedException as in {@link #call(Duration, String, Object...)}
   * @throws AckTimeoutException as in {@link #call(Duration, String, Object...)}
   * @throws DisconnectedException as in {@link #call(Duration, String, Object...)}
   * @throws NotConnectedException as in {@link #call(Duration, String, Object...)}
   * @throws EncodingException as in {@link #call(Duration, String, Object...)}
   */
  Args call(String event, @Nullable Object... args) throws InterruptedException;

  /**
   * Sends an event and waits for its acknowledgement. While the client reconnects, waits first
   * until it is connected again. A call that was sent is not repeated: the server may have handled
   * it.
   *
   * @param timeout how long to wait, for the connection and the acknowledgement together
   * @param event the event's name
   * @param args the arguments, each value being one
   * @return what the server answered
   * @throws InterruptedException if the thread is interrupted; the event may have been sent
   * @throws AckTimeoutException if no acknowledgement came in time
   * @throws DisconnectedException if the connection was lost after the event was sent, or has ended
   *     for good
   * @throws NotConnectedException if {@link #connect} was not called
   * @throws EncodingException as in {@link Emitter#emit}
   */
  Args call(Duration timeout, String event, @Nullable Object... args) throws InterruptedException;

  /**
   * Takes the next event, waiting for it as long as the client is connected or reconnects.
   *
   * @return the oldest event that was not received yet
   * @throws InterruptedException if the thread is interrupted; no event is lost
   * @throws DisconnectedException if the connection has ended for good and no event is left
   * @throws NotConnectedException if {@link #connect} was not called
   */
  IncomingEvent receive() throws InterruptedException;

  /**
   * Takes the next event, waiting for it for a limited time, reconnections included.
   *
   * @param timeout how long to wait; zero to take an event only if there is one
   * @return the oldest event that was not received yet
   * @throws InterruptedException if the thread is interrupted; no event is lost
   * @throws EventTimeoutException if no event came in time
   * @throws DisconnectedException if the connection has ended for good and no event is left
   * @throws NotConnectedException if {@link #connect} was not called
   */
  IncomingEvent receive(Duration timeout) throws InterruptedException;

  /**
   * The id that the server gave this client in its namespace.
   *
   * @return the id, or null while not connected
   */
  @Nullable String sid();

  /**
   * The transport of the current connection.
   *
   * @return the transport, or null while there is no connection
   */
  @Nullable TransportKind transport();

  /**
   * Whether the client is connected just now.
   *
   * @return false while it reconnects
   */
  boolean connected();

  /**
   * Ends the connection, as {@link Client#disconnect}; what has arrived remains to be received.
   * {@link #connect} may be called again.
   */
  void disconnect();

  /** Disconnects and frees everything, for good. Waits as {@link Client#disconnect}. Idempotent. */
  @Override
  void close();

  /**
   * The view of this client that does not block.
   *
   * @return always the same object
   */
  AsyncSimpleClient async();
}
