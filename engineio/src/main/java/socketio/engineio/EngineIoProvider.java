package socketio.engineio;

import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.EngineProvider;

/** Opens Engine.IO v4 connections over any {@link socketio.spi.Transport}. */
public final class EngineIoProvider implements EngineProvider {
  /** For {@link java.util.ServiceLoader}. */
  public EngineIoProvider() {}

  @Override
  public String name() {
    return "engineio";
  }

  @Override
  public Engine open(EngineConfig config, Engine.Listener listener) {
    return Session.open(config, listener);
  }
}
