package socketio;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One namespace of an {@link AsyncClient}.
 *
 * @since 1.0
 */
public interface AsyncNamespace extends Events, AsyncEmitter {
  /**
   * Returns the namespace's path.
   *
   * @return {@code "/"} or another path that begins with a slash
   */
  String path();

  /**
   * Returns the id that the server assigned to this client in this namespace.
   *
   * @return the id, or null while not connected
   */
  @Nullable String sid();

  /**
   * Returns whether the namespace is connected; true inside connect handlers.
   *
   * @return true from the server's confirmation until the disconnection
   */
  boolean connected();

  /**
   * Returns whether the last connect resumed the previous session, so that no event was missed.
   *
   * @return true after a recovery
   */
  boolean recovered();

  /**
   * Joins this namespace on the client's connection, on the next one while the client connects or
   * reconnects, or on one that opens again if the client is idle; see {@link Namespace#connect()}.
   *
   * @return a future that completes when the server has confirmed, immediately if the namespace is
   *     already connected; fails with {@link ConnectionException} if the server refuses, does not
   *     answer within {@link ConnectOptions#timeout} of this call, also if the client reconnects
   *     meanwhile, or the connection cannot be established; with {@link NotConnectedException} if
   *     {@code connect} of the client has never been called; with {@link ClientClosedException} if
   *     the client is closed; or with {@link DisconnectedException} if the application disconnects.
   *     If it fails or is cancelled, a namespace that was wanted only because of this call is left
   *     again, unless another call waits for it
   */
  CompletableFuture<Void> connect();

  /**
   * Joins this namespace, with a timeout of its own.
   *
   * @param timeout how long to wait for the server's answer, counted from the call
   * @return as {@link #connect()}
   * @throws IllegalArgumentException if the timeout is not positive
   */
  CompletableFuture<Void> connect(Duration timeout);

  /**
   * Returns a future of the next event with a given name; see {@link Namespace#awaitEvent}. No
   * event that arrives after this method has returned is missed.
   *
   * @param event the event's name; not {@code "*"}
   * @param timeout how long to wait
   * @return a future that completes with the event's arguments; fails with {@link
   *     EventTimeoutException} after the timeout, {@link DisconnectedException} if the namespace is
   *     disconnected for good or cannot be connected, or {@link ClientClosedException} if the
   *     client is closed already
   * @throws IllegalArgumentException if the name is reserved or {@code "*"}, or the timeout is not
   *     positive
   */
  CompletableFuture<Args> awaitEvent(String event, Duration timeout);

  /**
   * Leaves this namespace; a reconnection does not join it again. When no namespace is left, the
   * client disconnects.
   *
   * @return a future that completes when the message to the server has been handed to the
   *     connection
   */
  CompletableFuture<Void> disconnect();

  /**
   * Discards the events kept by {@link OfflinePolicy#buffer} in this namespace. Their futures fail
   * with {@link NotConnectedException}.
   *
   * @return a future that completes when they have been discarded
   */
  CompletableFuture<Void> clearBuffer();
}
