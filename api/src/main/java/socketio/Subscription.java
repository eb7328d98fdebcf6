package socketio;

/**
 * A registered handler. It may be ignored: the handler then remains until {@code off} or as long as
 * the client.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
  /**
   * Removes the handler; inside a handler, this takes effect from the next event. Idempotent. May
   * be called from any thread.
   */
  @Override
  void close();
}
