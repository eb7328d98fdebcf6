package socketio.spi;

import socketio.AsyncClient;
import socketio.AsyncSimpleClient;

/**
 * Creates clients: the Socket.IO layer, between what applications see and an engine, a transport
 * and a parser. The artifact {@code socketio-core} provides it; applications use {@link
 * socketio.Client#builder()}.
 *
 * @since 1.0
 */
public interface ClientProvider extends Provider {
  /**
   * Creates a client.
   *
   * @param config the settings of the builder
   * @return a new client, not connected
   */
  AsyncClient create(ClientConfig config);

  /**
   * Creates a client without handlers.
   *
   * @param config the settings of the builder
   * @return a new client, not connected
   */
  AsyncSimpleClient createSimple(ClientConfig config);
}
