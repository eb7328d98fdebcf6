package socketio;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One namespace of an {@link AsyncClient}. */
public interface AsyncNamespace extends Events, AsyncEmitter {
  /**
   * The namespace's path.
   *
   * @return {@code "/"} or another path that begins with a slash
   */
  String path();

  /**
   * The id that the server gave this client in this namespace.
   *
   * @return the id, or null while not connected
   */
  @Nullable String sid();

  /**
   * Whether the namespace is connected; true inside connect handlers.
   *
   * @return true from the server's confirmation to the disconnection
   */
  boolean connected();

  /**
   * Whether the last connect resumed the previous session, so that no event was missed.
   *
   * @return true after a recovery
   */
  boolean recovered();

  /**
   * Joins this namespace on the client's connection, or on its next one while it is being
   * (re)established.
   *
   * @return completes when the server has confirmed, at once if it is connected already; fails with
   *     {@link ConnectionException} if the server refuses, {@link NotConnectedException} if the
   *     client has no connection and is making none, or {@link DisconnectedException} if the
   *     application disconnects; stays pending while the server is silent or the client reconnects
   */
  CompletableFuture<Void> connect();

  /**
   * Joins this namespace.
   *
   * @param timeout how long to wait for the server's answer
   * @return as {@link #connect()}; fails with {@link ConnectionException} after the timeout
   */
  CompletableFuture<Void> connect(Duration timeout);

  /**
   * Waits for the next event of a name, as {@link Namespace#awaitEvent} does. No event that arrives
   * after this method has returned is missed.
   *
   * @param event the event's name; not {@code "*"}
   * @param timeout how long to wait
   * @return completes with the event's arguments; fails with {@link EventTimeoutException} after
   *     the timeout, or {@link DisconnectedException} if the namespace is disconnected for good,
   *     cannot be connected, or the client is closed
   * @throws IllegalArgumentException if the name is reserved or {@code "*"}, or the timeout is not
   *     positive
   */
  CompletableFuture<Args> awaitEvent(String event, Duration timeout);

  /**
   * Leaves this namespace; it is not joined again by a reconnection. When no namespace is left, the
   * client disconnects.
   *
   * @return completes when the message to the server has been handed to the connection
   */
  CompletableFuture<Void> disconnect();

  /**
   * Discards the events that wait for a connection because of {@link OfflinePolicy#buffer}: their
   * futures fail with {@link NotConnectedException}. Those of this namespace.
   *
   * @return completes when that is done
   */
  CompletableFuture<Void> clearBuffer();
}
