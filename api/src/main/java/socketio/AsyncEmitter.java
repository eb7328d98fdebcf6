package socketio;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Sends events to one namespace without blocking. Callable from any thread, handlers included.
 * Arguments are encoded before a method returns. Wrong arguments (null, a reserved name) are
 * thrown; every other failure is the future's. Futures complete in the client's loop, so that
 * waiting for one inside a handler is safe; what depends on them runs on the handler executor.
 */
public interface AsyncEmitter {
  /**
   * Sends an event.
   *
   * @param event the event's name
   * @param args the arguments, each value being one
   * @return completes when the event has been handed to the connection and no more than the
   *     high-water mark waits to be taken by the network; fails with {@link NotConnectedException}
   *     or {@link EncodingException}. Cancelling it takes back an event that waits for a
   *     connection, or that has retries and waits for its turn; one that was handed to the
   *     connection leaves nevertheless, also where the network has not taken it and the future is
   *     not done
   * @throws IllegalArgumentException if the name is reserved
   */
  CompletableFuture<Void> emit(String event, @Nullable Object... args);

  /**
   * Sends an event named {@code "message"}.
   *
   * @param args the arguments, each value being one
   * @return as {@link #emit}
   */
  default CompletableFuture<Void> send(@Nullable Object... args) {
    return emit("message", args);
  }

  /**
   * Sends an event that the server acknowledges, within 60 seconds unless the client was built with
   * another {@code callTimeout}.
   *
   * @param event the event's name
   * @param args the arguments, each value being one
   * @return completes with what the server answered; fails with {@link AckTimeoutException}, {@link
   *     DisconnectedException}, {@link NotConnectedException} or {@link EncodingException}.
   *     Cancelling it takes the event back if it waits for a connection, and forgets the
   *     acknowledgement; so does the timeout. An event that was handed to the connection leaves
   *     nevertheless, also where the network has not taken it
   * @throws IllegalArgumentException if the name is reserved
   */
  CompletableFuture<Args> call(String event, @Nullable Object... args);

  /**
   * Sends an event that the server acknowledges.
   *
   * @param timeout how long to wait for the acknowledgement
   * @param event the event's name
   * @param args the arguments, each value being one
   * @return as {@link #call(String, Object...)}
   * @throws IllegalArgumentException if the name is reserved or the timeout is not positive
   */
  CompletableFuture<Args> call(Duration timeout, String event, @Nullable Object... args);

  /**
   * Another way to emit to the same namespace. The future of an {@code emit} with retries completes
   * when the server has acknowledged the event.
   *
   * @param options how: volatile, with retries, with another timeout
   * @return an emitter that takes nothing of this one's own options
   */
  AsyncEmitter with(EmitOptions options);
}
