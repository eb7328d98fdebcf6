package socketio.spi;

/** Opens Engine.IO connections. */
public interface EngineProvider extends Provider {
  /**
   * Starts to open a connection. Called in {@link EngineConfig#loop()} and returns at once; what
   * comes of it is told to the listener, in the loop, after this method has returned.
   *
   * @param config where and how to connect
   * @param listener hears of everything that happens to the connection
   * @return the connection, still opening
   */
  Engine open(EngineConfig config, Engine.Listener listener);
}
