package socketio;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Handles an event. Runs on the client's handler executor, one call at a time and in the order of
 * arrival unless the client was built with {@code concurrentHandlers()}; may block. Exceptions are
 * reported to the client's {@code onError} and do not affect the delivery of later events.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface EventHandler {
  /**
   * Handles an event.
   *
   * @param args the event's arguments
   * @throws Exception any exception; see above
   */
  void handle(Args args) throws Exception;

  /** An {@link EventHandler} whose work continues after it returns. */
  @FunctionalInterface
  interface Async {
    /**
     * Handles an event.
     *
     * @param args the event's arguments
     * @return a stage that completes when the event has been handled; its failure is treated like
     *     an exception of this method, and its value is ignored. Null if it has been handled
     * @throws Exception any exception; see {@link EventHandler}
     */
    @Nullable CompletionStage<?> handle(Args args) throws Exception;
  }

  /**
   * An {@link EventHandler} that takes one typed argument.
   *
   * @param <A> the type of the argument
   */
  @FunctionalInterface
  interface Of1<A> {
    /**
     * Handles an event.
     *
     * @param a the first argument; null if the server sent null, except with a primitive type,
     *     which cannot be read from null
     * @throws Exception any exception; see {@link EventHandler}
     */
    void handle(@Nullable A a) throws Exception;
  }

  /**
   * An {@link EventHandler} that takes two typed arguments.
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
     * @throws Exception any exception; see {@link EventHandler}
     */
    void handle(@Nullable A a, @Nullable B b) throws Exception;
  }

  /**
   * An {@link EventHandler} that takes three typed arguments.
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
     * @throws Exception any exception; see {@link EventHandler}
     */
    void handle(@Nullable A a, @Nullable B b, @Nullable C c) throws Exception;
  }
}
