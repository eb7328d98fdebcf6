package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to one namespace. All methods may be called from any thread, including inside
 * handlers. Arguments are encoded before a method returns, so the caller may change them
 * afterwards; the parser determines which types are accepted (objects, records, collections, {@code
 * byte[]} anywhere). An {@link Args} among the arguments is forwarded: each of its values is sent
 * as one argument.
 *
 * <p>{@link Client} has the rules for closed clients, interrupts and the client's loop.
 *
 * @since 1.0
 */
public interface Emitter {
  /**
   * Sends an event. Returns immediately, but blocks while the earlier data not yet taken by the
   * network exceeds the high-water mark, except in the client's loop. An interrupted thread sends
   * as usual if there is no need to wait.
   *
   * <p>A failure known before this method returns is thrown. An event that is lost afterwards is
   * reported to the client's {@code onError} instead: because the connection ended at that very
   * moment; because {@link OfflinePolicy#buffer} kept the event and it expired, made room for a
   * newer one, or was larger than the server eventually reached accepts; because the event had
   * {@linkplain EmitOptions#retries(int) retries} and they were used up, or the client did not
   * reconnect. Lost volatile events are not reported, nor are events that the application itself
   * discarded with {@code disconnect()}, {@code close()} or {@code clearBuffer()}.
   *
   * @param event the event's name
   * @param args the arguments; each value is one argument, and an {@link Args} stands for each of
   *     its values
   * @throws NotConnectedException if the namespace is not connected, unless the client's {@link
   *     OfflinePolicy} or the emitter's options say otherwise; also if that policy's buffer is
   *     full, or the event has retries and the namespace is neither connected nor being connected
   * @throws ClientClosedException if the client is closed, whatever policy and options; a {@link
   *     NotConnectedException}, too
   * @throws EncodingException if an argument cannot be encoded, or the event is larger than the
   *     server accepts
   * @throws IllegalArgumentException if the name is reserved
   * @throws SocketIOException if the thread is interrupted before or while waiting for the network
   *     (nothing was sent, and the thread's interrupt flag stays set), or if too many events with
   *     retries are already waiting
   */
  void emit(String event, @Nullable Object... args);

  /**
   * Sends an event named {@code "message"}.
   *
   * @param args the arguments; each value is one argument, and an {@link Args} stands for each of
   *     its values
   * @throws SocketIOException as in {@link #emit}
   * @see #emit
   */
  default void send(@Nullable Object... args) {
    emit("message", args);
  }

  /**
   * Sends an event and waits for its acknowledgement, for 60 seconds unless the client was built
   * with another {@code callTimeout}. May be called inside a handler.
   *
   * @param event the event's name
   * @param args the arguments; each value is one argument, and an {@link Args} stands for each of
   *     its values
   * @return the arguments of the acknowledgement
   * @throws InterruptedException if the thread is interrupted: before, or while waiting for the
   *     network, nothing was sent; later, the acknowledgement is discarded
   * @throws AckTimeoutException if the acknowledgement does not arrive in time
   * @throws DisconnectedException if the namespace is disconnected while waiting
   * @throws NotConnectedException as in {@link #emit}
   * @throws ClientClosedException as in {@link #emit}
   * @throws IllegalStateException in the client's loop
   * @throws EncodingException as in {@link #emit}
   * @throws IllegalArgumentException if the name is reserved
   */
  Args call(String event, @Nullable Object... args) throws InterruptedException;

  /**
   * Sends an event and waits for its acknowledgement, as {@link #call(String, Object...)} does.
   *
   * @param timeout how long to wait, more than zero
   * @param event the event's name
   * @param args the arguments; each value is one argument, and an {@link Args} stands for each of
   *     its values
   * @return the arguments of the acknowledgement
   * @throws InterruptedException if the thread is interrupted: before, or while waiting for the
   *     network, nothing was sent; later, the acknowledgement is discarded
   * @throws AckTimeoutException if the acknowledgement does not arrive in time
   * @throws DisconnectedException if the namespace is disconnected while waiting
   * @throws NotConnectedException as in {@link #emit}
   * @throws ClientClosedException as in {@link #emit}
   * @throws IllegalStateException in the client's loop
   * @throws EncodingException as in {@link #emit}
   * @throws IllegalArgumentException if the name is reserved or the timeout is not positive
   */
  Args call(Duration timeout, String event, @Nullable Object... args) throws InterruptedException;

  /**
   * Returns an emitter to the same namespace with other options.
   *
   * @param options the options: volatile, retries, timeout; they replace those of this emitter that
   *     they set, and the others remain
   * @return the emitter
   * @throws IllegalArgumentException if the options of both cannot be combined: volatile and
   *     retries
   */
  Emitter with(EmitOptions options);
}
