/**
 * The Socket.IO layer: connections, namespaces, acknowledgements, handlers. It exports nothing; the
 * API finds it as a {@link socketio.spi.ClientProvider}.
 */
@org.jspecify.annotations.NullMarked
module socketio.core {
  requires static java.logging; // where System.Logger is missing
  requires static org.jspecify;
  requires transitive socketio.api;

  provides socketio.spi.ClientProvider with
      socketio.core.client.CoreClientProvider;
}
