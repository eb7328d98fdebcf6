package socketio.core.client;

import socketio.AsyncClient;
import socketio.AsyncSimpleClient;
import socketio.spi.ClientConfig;
import socketio.spi.ClientProvider;

/** Creates clients of the Socket.IO layer in this module. */
public final class CoreClientProvider implements ClientProvider {
  /** Called by {@link java.util.ServiceLoader}. */
  public CoreClientProvider() {}

  @Override
  public String name() {
    return "core";
  }

  @Override
  public AsyncClient create(ClientConfig config) {
    return new DefaultClient(config);
  }

  @Override
  public AsyncSimpleClient createSimple(ClientConfig config) {
    return new DefaultSimpleClient(new DefaultClient(config));
  }
}
