package socketio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to one namespace. Callable from any thread, handlers included. Arguments are encoded
 * before a method returns, so that the caller may change them afterwards; what the parser accepts
 * (objects, records, collections, {@code byte[]} anywhere) is its own matter.
 */
public interface Emitter {
  /**
   * Sends an event. Returns at once, except that it waits while more than the high-water mark of
   * earlier data has not been taken by the network.
   *
   * <p>What is known to have failed when it returns is thrown. The client's {@code onError} is
   * told, in place of the caller, of an event that gets lost afterwards: because the connection
   * ended at that very moment; because it was kept by {@link OfflinePolicy#buffer} and became too
   * old, made room for a newer one, or was larger than the server that was reached in the end
   * accepts; because it had {@linkplain EmitOptions#retries(int) retries} and they were used up, or
   * the client did not come back. Nobody is told of volatile events, nor of what the application
   * has given up itself, by {@code disconnect()}, {@code close()} or {@code clearBuffer()}.
   *
   * @param event the event's name
   * @param args the arguments, each value being one
   * @throws NotConnectedException if the namespace is not connected, unless the client's {@link
   *     OfflinePolicy} or the emitter's options say otherwise; also if that policy's buffer is
   *     full, or the event has retries and nobody tries to connect the namespace
   * @throws EncodingException if an argument cannot be encoded, or the event is larger than the
   *     server accepts
   * @throws IllegalArgumentException if the name is reserved
   * @throws SocketIOException if the thread is interrupted while waiting: nothing was sent, and the
   *     thread's interrupt flag stays set; or if too many events with retries wait already
   */
  void emit(String event, @Nullable Object... args);

  /**
   * Sends an event named {@code "message"}.
   *
   * @param args the arguments, each value being one
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
   * @param args the arguments, each value being one
   * @return what the server answered
   * @throws InterruptedException if the thread is interrupted; the event may have been sent
   * @throws AckTimeoutException if no acknowledgement came in time
   * @throws DisconnectedException if the namespace was disconnected meanwhile
   * @throws NotConnectedException as in {@link #emit}
   * @throws EncodingException as in {@link #emit}
   */
  Args call(String event, @Nullable Object... args) throws InterruptedException;

  /**
   * Sends an event and waits for its acknowledgement.
   *
   * @param timeout how long to wait
   * @param event the event's name
   * @param args the arguments, each value being one
   * @return what the server answered
   * @throws InterruptedException if the thread is interrupted; the event may have been sent
   * @throws AckTimeoutException if no acknowledgement came in time
   * @throws DisconnectedException if the namespace was disconnected meanwhile
   * @throws NotConnectedException as in {@link #emit}
   * @throws EncodingException as in {@link #emit}
   */
  Args call(Duration timeout, String event, @Nullable Object... args) throws InterruptedException;

  /**
   * Another way to emit to the same namespace.
   *
   * @param options how: volatile, with retries, with another timeout
   * @return an emitter that takes nothing of this one's own options
   */
  Emitter with(EmitOptions options);
}
