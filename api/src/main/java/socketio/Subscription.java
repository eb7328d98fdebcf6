package socketio;

/** A registered handler. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {
  /**
   * Removes the handler; inside a handler this takes effect for the next event. Idempotent,
   * callable from any thread.
   */
  @Override
  void close();
}
