package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One namespace of a {@link Client}. */
public interface Namespace extends Events, Emitter {
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
   * Joins this namespace on the client's connection, or on the next one while the client connects
   * or reconnects. Returns immediately; {@code onConnect} or {@code onConnectError} reports the
   * outcome. Does nothing if the namespace is already connected or being joined.
   *
   * @throws NotConnectedException if the client has no connection and is not establishing one
   */
  void connect();

  /**
   * Joins this namespace and waits for the server's answer.
   *
   * @param timeout how long to wait
   * @throws InterruptedException if the thread is interrupted; joining continues
   * @throws ConnectionException if the server refuses, or does not answer in time
   * @throws NotConnectedException if the client has no connection and is not establishing one
   */
  void connect(Duration timeout) throws InterruptedException;

  /**
   * Waits for the next event with a given name. May be called before the namespace is connected,
   * and waits across reconnections. This method may return before the event's handlers have run;
   * they receive the event all the same. May be called inside a handler.
   *
   * <p>Events that arrive before this call are not seen. If the event may immediately follow
   * something that the caller sends, call {@link AsyncNamespace#awaitEvent} first, send, and then
   * wait for the future.
   *
   * @param event the event's name; not {@code "*"}
   * @param timeout how long to wait
   * @return the event's arguments
   * @throws InterruptedException if the thread is interrupted
   * @throws EventTimeoutException if the event does not arrive in time
   * @throws DisconnectedException if the namespace is disconnected for good while waiting, or
   *     cannot be connected
   * @throws ClientClosedException if the client is closed already
   * @throws IllegalArgumentException if the name is reserved or {@code "*"}, or the timeout is not
   *     positive
   */
  Args awaitEvent(String event, Duration timeout) throws InterruptedException;

  /**
   * Leaves this namespace; a reconnection does not join it again. When no namespace is left, the
   * client disconnects. Does not wait in the client's loop or on an interrupted thread.
   */
  void disconnect();

  /**
   * Discards the events kept by {@link OfflinePolicy#buffer} in this namespace. Their futures fail
   * with {@link NotConnectedException}.
   */
  void clearBuffer();
}
