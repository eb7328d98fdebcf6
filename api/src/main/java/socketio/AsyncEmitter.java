package socketio;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to one namespace without blocking. All methods may be called from any thread,
 * including inside handlers. Arguments are encoded before a method returns; an {@link Args} among
 * them is forwarded: each of its values is sent as one argument. Methods throw only for invalid
 * arguments (null, a reserved name); every other failure completes the future exceptionally.
 * Futures complete in the client's loop, so it is safe to wait for one inside a handler; their
 * dependent stages run on the handler executor.
 *
 * @since 1.0
 */
public interface AsyncEmitter {
  /**
   * Sends an event.
   *
   * @param event the event's name
   * @param args the arguments; each value is one argument, and an {@link Args} stands for each of
   *     its values
   * @return a future that completes when the event has been handed to the connection and the data
   *     still waiting for the network does not exceed the high-water mark; fails with {@link
   *     NotConnectedException} (if the client is closed, {@link ClientClosedException}) or {@link
   *     EncodingException}, and an event with retries as {@link EmitOptions#retries(int)} says.
   *     Cancelling it withdraws an event that is waiting for a connection, or that has retries and
   *     is waiting for its turn; an event that was handed to the connection is sent regardless,
   *     even if the network has not taken it and the future is not done
   * @throws IllegalArgumentException if the name is reserved
   */
  CompletableFuture<Void> emit(String event, @Nullable Object... args);

  /**
   * Sends an event named {@code "message"}.
   *
   * @param args the arguments; each value is one argument, and an {@link Args} stands for each of
   *     its values
   * @return as {@link #emit}
   */
  default CompletableFuture<Void> send(@Nullable Object... args) {
    return emit("message", args);
  }

  /**
   * Sends an event and returns a future of its acknowledgement. The timeout is 60 seconds unless
   * the client was built with another {@code callTimeout}.
   *
   * @param event the event's name
   * @param args the arguments; each value is one argument, and an {@link Args} stands for each of
   *     its values
   * @return a future that completes with the arguments of the acknowledgement; fails with {@link
   *     AckTimeoutException}, {@link DisconnectedException}, {@link NotConnectedException} (if the
   *     client is closed, {@link ClientClosedException}) or {@link EncodingException}. Cancelling
   *     it, like the timeout, withdraws the event if it is waiting for a connection, and discards
   *     the acknowledgement. An event that was handed to the connection is sent regardless, even if
   *     the network has not taken it
   * @throws IllegalArgumentException if the name is reserved
   */
  CompletableFuture<Args> call(String event, @Nullable Object... args);

  /**
   * Sends an event and returns a future of its acknowledgement.
   *
   * @param timeout how long to wait for the acknowledgement
   * @param event the event's name
   * @param args the arguments; each value is one argument, and an {@link Args} stands for each of
   *     its values
   * @return as {@link #call(String, Object...)}
   * @throws IllegalArgumentException if the name is reserved or the timeout is not positive
   */
  CompletableFuture<Args> call(Duration timeout, String event, @Nullable Object... args);

  /**
   * Returns an emitter to the same namespace with other options. The future of an {@code emit} with
   * retries completes when the server has acknowledged the event.
   *
   * @param options the options: volatile, retries, timeout; they replace those of this emitter that
   *     they set, and the others remain
   * @return the emitter
   * @throws IllegalArgumentException if the options of both cannot be combined: volatile and
   *     retries
   */
  AsyncEmitter with(EmitOptions options);
}
