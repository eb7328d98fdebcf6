package socketio;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.internal.Check;

/**
 * The same as {@link SimpleClient} with futures. They complete in the client's loop; what depends
 * on them runs on the handler executor. Wrong arguments are thrown; every other failure is the
 * future's.
 */
public interface AsyncSimpleClient extends AutoCloseable {
  /**
   * A client with default settings.
   *
   * @return a new client, not connected
   * @throws IllegalStateException as in {@link Client#create()}
   */
  static AsyncSimpleClient create() {
    return of(Client.builder());
  }

  /**
   * A client with settings of its own.
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
   */
  default CompletableFuture<Void> connect(String url) {
    return connect(ConnectOptions.to(url));
  }

  /**
   * Connects, as {@link SimpleClient#connect(ConnectOptions)} does.
   *
   * @param options where and how; of namespaces one at most, {@code "/"} by default
   * @return completes when the namespace is connected; fails as {@link
   *     AsyncClient#connect(ConnectOptions)} does. Cancelling it gives the attempt up
   * @throws IllegalArgumentException if the options name several namespaces
   */
  CompletableFuture<Void> connect(ConnectOptions options);

  /**
   * Sends an event, now or, while the client reconnects, when it is connected again; arguments are
   * encoded then, and must not be changed before.
   *
   * @param event the event's name
   * @param args the arguments, each value being one
   * @return completes when the event has been sent; fails with {@link DisconnectedException} if the
   *     connection has ended for good, {@link NotConnectedException} if {@link #connect} was not
   *     called, or {@link EncodingException}. Cancelling it stops the waiting
   * @throws IllegalArgumentException if the name is reserved
   */
  CompletableFuture<Void> emit(String event, @Nullable Object... args);

  /**
   * Sends an event that the server acknowledges, within 60 seconds unless the client was built with
   * another {@code callTimeout}.
   *
   * @param event the event's name
   * @param args the arguments, each value being one
   * @return as {@link #call(Duration, String, Object...)}
   * @throws IllegalArgumentException if the name is reserved
   */
  CompletableFuture<Args> call(String event, @Nullable Object... args);

  /**
   * Sends an event that the server acknowledges, now or when the client is connected again, as
   * {@link SimpleClient#call(Duration, String, Object...)} does.
   *
   * @param timeout how long to wait, for the connection and the acknowledgement together
   * @param event the event's name
   * @param args the arguments, each value being one
   * @return completes with what the server answered; fails with {@link AckTimeoutException}, {@link
   *     DisconnectedException}, {@link NotConnectedException} or {@link EncodingException}
   * @throws IllegalArgumentException if the name is reserved or the timeout is not positive
   */
  CompletableFuture<Args> call(Duration timeout, String event, @Nullable Object... args);

  /**
   * Takes the next event. Several futures get events in the order in which they were asked for.
   *
   * @return completes with the oldest event that was not received yet; fails with {@link
   *     DisconnectedException} if the connection has ended for good and no event is left, or {@link
   *     NotConnectedException} if {@link #connect} was not called. A cancelled one takes no event
   */
  CompletableFuture<IncomingEvent> receive();

  /**
   * Takes the next event, within a limited time, reconnections included.
   *
   * @param timeout how long to wait; zero to take an event only if there is one
   * @return as {@link #receive()}; fails with {@link EventTimeoutException} after the timeout
   */
  CompletableFuture<IncomingEvent> receive(Duration timeout);

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
   * Ends the connection; what has arrived remains to be received.
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
   * The blocking view of this client.
   *
   * @return always the same object
   */
  SimpleClient blocking();
}
