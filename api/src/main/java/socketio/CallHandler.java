package socketio;

import org.jspecify.annotations.Nullable;

/**
 * Handles an event and acknowledges it. The result is the acknowledgement: null (and Kotlin's
 * {@code Unit}) sends an empty one, {@link Args#of} several values, a {@link
 * java.util.concurrent.CompletionStage} its result once it completes, and anything else (a
 * collection, too) a single value. If the handler throws, or the stage fails, no acknowledgement is
 * sent and the exception is reported to the client's {@code onError}. Runs where an {@link
 * EventHandler} runs.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface CallHandler {
  /**
   * Handles an event.
   *
   * @param args the event's arguments
   * @return the acknowledgement; ignored if the server did not request one
   * @throws Exception any exception; see above
   */
  @Nullable Object handle(Args args) throws Exception;

  /**
   * A {@link CallHandler} that takes one typed argument.
   *
   * @param <A> the type of the argument
   */
  @FunctionalInterface
  interface Of1<A> {
    /**
     * Handles an event.
     *
     * @param a the first argument; null if the server sent null
     * @return the acknowledgement, as of {@link CallHandler}
     * @throws Exception any exception; see {@link CallHandler}
     */
    @Nullable Object handle(@Nullable A a) throws Exception;
  }

  /**
   * A {@link CallHandler} that takes two typed arguments.
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
     * @return the acknowledgement, as of {@link CallHandler}
     * @throws Exception any exception; see {@link CallHandler}
     */
    @Nullable Object handle(@Nullable A a, @Nullable B b) throws Exception;
  }

  /**
   * A {@link CallHandler} that takes three typed arguments.
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
     * @return the acknowledgement, as of {@link CallHandler}
     * @throws Exception any exception; see {@link CallHandler}
     */
    @Nullable Object handle(@Nullable A a, @Nullable B b, @Nullable C c) throws Exception;
  }
}
