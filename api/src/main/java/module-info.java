/**
 * The Socket.IO client for Java: {@link socketio.Client}, {@link socketio.AsyncClient} and the
 * service interfaces ({@link socketio.spi}) through which the Socket.IO layer, an Engine.IO
 * implementation, a network library and a packet codec are found.
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // socketio.core is compiled later
module socketio.api {
  requires static org.jspecify;

  exports socketio;
  exports socketio.spi;
  exports socketio.internal to
      socketio.core;

  uses socketio.spi.ClientProvider;
  uses socketio.spi.EngineProvider;
  uses socketio.spi.ParserProvider;
  uses socketio.spi.TransportProvider;
}
