package socketio.spi;

/**
 * Opens Engine.IO connections.
 *
 * @since 1.0
 */
public interface EngineProvider extends Provider {
  /**
   * Starts to open a connection. Called in {@link EngineConfig#loop()} and returns at once; the
   * listener is called with the outcome, in the loop, after this method has returned.
   *
   * @param config where and how to connect
   * @param listener called for each event of the connection
   * @return the connection, still opening
   */
  Engine open(EngineConfig config, Engine.Listener listener);
}
