package socketio;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.internal.Check;

/**
 * The counterpart of {@link SimpleClient} with futures. Futures complete in the client's loop;
 * their dependent stages run on the handler executor. Methods throw only for invalid arguments;
 * every other failure completes the future exceptionally. The futures of {@code connect}, {@code
 * emit}, {@code call} and {@code receive} of a closed client fail with {@link
 * ClientClosedException}, those of {@code receive} only when no event is left.
 *
 * @since 1.0
 */
public interface AsyncSimpleClient extends AutoCloseable {
  /**
   * Creates a client with default settings.
   *
   * @return a new client, not connected
   * @throws IllegalStateException as in {@link Client#create()}
   */
  static AsyncSimpleClient create() {
    return of(Client.builder());
  }

  /**
   * Creates a client with custom settings.
   *
   * @param builder the settings, as in {@link SimpleClient#of}
   * @return a new client, not connected
   * @throws IllegalStateException as in {@link ClientBuilder#build}
   * @throws IllegalArgumentException as in {@link ClientBuilder#build}
   */
  static AsyncSimpleClient of(ClientBuilder builder) {
    return Check.notNull(builder, "builder").buildSimple();
  }

  /**
   * Connects the namespace {@code "/"} with default options.
   *
   * @param url the server's address; see {@link ConnectOptions#to(String)}
   * @return as {@link #connect(ConnectOptions)}
   * @throws IllegalArgumentException if the address is invalid
   */
  default CompletableFuture<Void> connect(String url) {
    return connect(ConnectOptions.to(url));
  }

  /**
   * Connects, as {@link SimpleClient#connect(ConnectOptions)} does.
   *
   * @param options where and how to connect; at most one namespace, {@code "/"} by default
   * @return a future that completes when the namespace is connected; fails as {@link
   *     AsyncClient#connect(ConnectOptions)} does. Cancelling it abandons the attempt
   * @throws IllegalArgumentException if the options name more than one namespace
   */
  CompletableFuture<Void> connect(ConnectOptions options);

  /**
   * Sends an event, immediately or, while the client reconnects, once it is connected again.
   * Arguments are encoded at that time and must not be changed before.
   *
   * @param event the event's name
   * @param args the arguments; each value is one argument
   * @return a future that completes when the event has been sent; fails with {@link
   *     DisconnectedException} if the connection has ended for good, {@link NotConnectedException}
   *     if {@link #connect} was not called, or {@link EncodingException}. Cancelling it stops the
   *     waiting
   * @throws IllegalArgumentException if the name is reserved
   */
  CompletableFuture<Void> emit(String event, @Nullable Object... args);

  /**
   * Sends an event and returns a future of its acknowledgement. The timeout is 60 seconds unless
   * the client was built with another {@code callTimeout}.
   *
   * @param event the event's name
   * @param args the arguments; each value is one argument
   * @return as {@link #call(Duration, String, Object...)}
   * @throws IllegalArgumentException if the name is reserved
   */
  CompletableFuture<Args> call(String event, @Nullable Object... args);

  /**
   * Sends an event, immediately or once the client is connected again, and returns a future of its
   * acknowledgement, as {@link SimpleClient#call(Duration, String, Object...)} describes.
   *
   * @param timeout how long to wait, for the connection and the acknowledgement together
   * @param event the event's name
   * @param args the arguments; each value is one argument
   * @return a future that completes with the arguments of the acknowledgement; fails with {@link
   *     AckTimeoutException}, {@link DisconnectedException}, {@link NotConnectedException} or
   *     {@link EncodingException}
   * @throws IllegalArgumentException if the name is reserved or the timeout is not positive
   */
  CompletableFuture<Args> call(Duration timeout, String event, @Nullable Object... args);

  /**
   * Receives the next event. Several pending futures receive events in the order in which they were
   * requested.
   *
   * @return a future that completes with the oldest event not yet received; fails with {@link
   *     DisconnectedException} if the connection has ended for good and no event is left, or {@link
   *     NotConnectedException} if {@link #connect} was not called. A cancelled future takes no
   *     event
   */
  CompletableFuture<IncomingEvent> receive();

  /**
   * Receives the next event, within a limited time that includes reconnections.
   *
   * @param timeout how long to wait; zero to receive an event only if one has already arrived
   * @return as {@link #receive()}, but fails with {@link EventTimeoutException} after the timeout
   * @throws IllegalArgumentException if the timeout is negative
   */
  CompletableFuture<IncomingEvent> receive(Duration timeout);

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
   * Ends the connection. Events that have already arrived can still be received.
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
   * Returns the blocking view of this client.
   *
   * @return always the same object
   */
  SimpleClient blocking();
}
