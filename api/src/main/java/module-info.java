/**
 * Defines the Socket.IO client for Java: {@link socketio.Client}, {@link socketio.AsyncClient} and
 * the service interfaces ({@link socketio.spi}) of the Socket.IO layer and of the pluggable
 * Engine.IO implementation, network library and packet codec.
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // socketio.core is compiled later
module socketio.api {
  requires static org.jspecify;

  exports socketio;
  exports socketio.spi;
  exports socketio.spi.support;
  exports socketio.internal to
      socketio.core;

  uses socketio.spi.ClientProvider;
  uses socketio.spi.EngineProvider;
  uses socketio.spi.ParserProvider;
  uses socketio.spi.TransportProvider;
}
