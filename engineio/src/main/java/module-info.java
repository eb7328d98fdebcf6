/**
 * The Engine.IO v4 client: sessions over long-polling and WebSocket, with the upgrade between them.
 */
@org.jspecify.annotations.NullMarked
module socketio.engineio {
  requires static org.jspecify;
  requires socketio.api;

  provides socketio.spi.EngineProvider with
      socketio.engineio.EngineIoProvider;
}
