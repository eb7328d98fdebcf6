package socketio;

import org.jspecify.annotations.Nullable;

/**
 * Handles an event and answers it. The result is the acknowledgement: null is an empty one, {@link
 * Args#of} several values, a {@link java.util.concurrent.CompletionStage} answers when it
 * completes, anything else is one value. If the handler throws, or the stage fails, no
 * acknowledgement is sent and the client's {@code onError} is told. Runs where an {@link
 * EventHandler} runs.
 */
@FunctionalInterface
public interface CallHandler {
  /**
   * Handles an event.
   *
   * @param args the event's arguments
   * @return the acknowledgement; unused if the server wants none
   * @throws Exception anything; see above
   */
  @Nullable Object handle(Args args) throws Exception;

  /**
   * A {@link CallHandler} of one typed argument.
   *
   * @param <A> the type of the argument
   */
  @FunctionalInterface
  interface Of1<A> {
    /**
     * Handles an event.
     *
     * @param a the first argument; null if the server sent null
     * @return the acknowledgement
     * @throws Exception anything
     */
    @Nullable Object handle(@Nullable A a) throws Exception;
  }

  /**
   * A {@link CallHandler} of two typed arguments.
   *
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   */
  @FunctionalInterface
  interface Of2<A, B> {
    /**
     * Handles an event.
     *
     * @param a the first argument; null if the server sent null
     * @param b the second argument; null if the server sent null
     * @return the acknowledgement
     * @throws Exception anything
     */
    @Nullable Object handle(@Nullable A a, @Nullable B b) throws Exception;
  }

  /**
   * A {@link CallHandler} of three typed arguments.
   *
   * @param <A> the type of the first argument
   * @param <B> the type of the second argument
   * @param <C> the type of the third argument
   */
  @FunctionalInterface
  interface Of3<A, B, C> {
    /**
     * Handles an event.
     *
     * @param a the first argument; null if the server sent null
     * @param b the second argument; null if the server sent null
     * @param c the third argument; null if the server sent null
     * @return the acknowledgement
     * @throws Exception anything
     */
    @Nullable Object handle(@Nullable A a, @Nullable B b, @Nullable C c) throws Exception;
  }
}
