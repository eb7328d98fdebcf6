package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One namespace of a {@link Client}. */
public interface Namespace extends Events, Emitter {
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
   * (re)established. Returns at once; what comes of it is heard by {@code onConnect} or {@code
   * onConnectError}. Does nothing if it is connected or being joined already.
   *
   * @throws NotConnectedException if the client has no connection and is making none
   */
  void connect();

  /**
   * Joins this namespace and waits for the server's answer.
   *
   * @param timeout how long to wait
   * @throws InterruptedException if the thread is interrupted; joining goes on
   * @throws ConnectionException if the server refuses, or does not answer in time
   * @throws NotConnectedException if the client has no connection and is making none
   */
  void connect(Duration timeout) throws InterruptedException;

  /**
   * Waits for the next event of a name, which may also be waited for before the namespace is
   * connected, and across reconnections. The event is seen as it arrives, perhaps before its
   * handlers have run, and goes to them all the same. May be called inside a handler.
   *
   * <p>Events that come before this is called are not waited for; where the event may follow at
   * once on what the caller sends, use {@link AsyncNamespace#awaitEvent}, send, and wait then.
   *
   * @param event the event's name; not {@code "*"}
   * @param timeout how long to wait
   * @return the event's arguments
   * @throws InterruptedException if the thread is interrupted
   * @throws EventTimeoutException if the event did not come in time
   * @throws DisconnectedException if the namespace was disconnected for good meanwhile, could not
   *     be connected, or the client is closed
   * @throws IllegalArgumentException if the name is reserved or {@code "*"}, or the timeout is not
   *     positive
   */
  Args awaitEvent(String event, Duration timeout) throws InterruptedException;

  /**
   * Leaves this namespace; it is not joined again by a reconnection. When no namespace is left, the
   * client disconnects.
   */
  void disconnect();

  /**
   * Discards the events that wait for a connection because of {@link OfflinePolicy#buffer}: their
   * futures fail with {@link NotConnectedException}. Those of this namespace.
   */
  void clearBuffer();
}
