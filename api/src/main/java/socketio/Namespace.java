package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One namespace of a {@link Client}. {@link Client} has the rules that apply to all methods.
 *
 * @since 1.0
 */
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
   * or reconnects, and waits for the server's answer: for {@link ConnectOptions#timeout}, counted
   * from the call. Returns immediately if the namespace is connected. May be called inside a
   * handler, which then delays the handlers that follow it.
   *
   * <p>If the client is idle, the connection opens again, with the options of the last {@code
   * connect} of the client and for this namespace alone; other namespaces may join it. The client
   * reconnects after a loss as usual. Until the namespace is joined, a failed attempt fails this
   * call too, unless {@link ConnectOptions#retry} is set.
   *
   * <p>When this method throws, it leaves nothing behind: a namespace that was wanted only because
   * of it is left again, unless another call waits for it. A namespace that was wanted before, for
   * example because the client is reconnecting, stays wanted.
   *
   * @throws InterruptedException if the thread is interrupted before the namespace is joined
   * @throws ConnectionException if the server refuses, or does not answer in time, or the
   *     connection cannot be established
   * @throws DisconnectedException if the application disconnects
   * @throws NotConnectedException if {@code connect} of the client has never been called
   * @throws ClientClosedException if the client is closed
   * @throws IllegalStateException in the client's loop
   */
  void connect() throws InterruptedException;

  /**
   * Joins this namespace, as {@link #connect()} does, with a timeout of its own.
   *
   * @param timeout how long to wait, counted from the call
   * @throws InterruptedException as in {@link #connect()}
   * @throws ConnectionException as in {@link #connect()}
   * @throws DisconnectedException as in {@link #connect()}
   * @throws NotConnectedException as in {@link #connect()}
   * @throws ClientClosedException as in {@link #connect()}
   * @throws IllegalStateException as in {@link #connect()}
   * @throws IllegalArgumentException if the timeout is not positive
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
   * @throws IllegalStateException in the client's loop
   * @throws IllegalArgumentException if the name is reserved or {@code "*"}, or the timeout is not
   *     positive
   */
  Args awaitEvent(String event, Duration timeout) throws InterruptedException;

  /**
   * Leaves this namespace; a reconnection does not join it again. When no namespace is left, the
   * client disconnects. Returns when the message to the server has been handed to the connection;
   * immediately in the client's loop or on an interrupted thread. Does nothing if the namespace is
   * neither connected nor to be connected. Events emitted afterwards are those of a namespace that
   * is not connected: with an {@link OfflinePolicy#buffer} they are kept until it is joined again.
   */
  void disconnect();

  /**
   * Discards the events kept by {@link OfflinePolicy#buffer} in this namespace. Their futures, and
   * waiting calls, fail with {@link NotConnectedException}.
   */
  void clearBuffer();
}
