/**
 * The Socket.IO client for Java: {@link socketio.Client}, {@link socketio.AsyncClient} and the
 * service interfaces ({@link socketio.spi}) through which an Engine.IO implementation, a network
 * library and a packet codec are found.
 */
@org.jspecify.annotations.NullMarked
module socketio.api {
  requires static java.logging; // where System.Logger is missing
  requires static org.jspecify;

  exports socketio;
  exports socketio.spi;
  exports socketio.spi.support;

  uses socketio.spi.EngineProvider;
  uses socketio.spi.ParserProvider;
  uses socketio.spi.TransportProvider;
}
