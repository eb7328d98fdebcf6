/**
 * Defines the Socket.IO client for Java: {@link socketio.Client}, {@link socketio.AsyncClient} and
 * the service interfaces ({@link socketio.spi}) of the pluggable Engine.IO implementation, network
 * library and packet codec.
 */
@org.jspecify.annotations.NullMarked
module socketio.api {
  requires static java.logging; // where System.Logger is missing
  requires static org.jspecify;

  exports socketio;
  exports socketio.spi;

  uses socketio.spi.EngineProvider;
  uses socketio.spi.ParserProvider;
  uses socketio.spi.TransportProvider;
}
