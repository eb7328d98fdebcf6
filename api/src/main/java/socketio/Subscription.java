package socketio;

/** A registered handler. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
  /**
   * Removes the handler; inside a handler, this takes effect from the next event. Idempotent. May
   * be called from any thread.
   */
  @Override
  void close();
}
