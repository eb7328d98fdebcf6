/** HTTP and WebSocket with Jetty: {@link socketio.jetty.JettyTransport}. */
@org.jspecify.annotations.NullMarked
module socketio.transport.jetty {
  requires static org.jspecify;
  requires transitive socketio.api;
  requires transitive org.eclipse.jetty.client;
  requires org.eclipse.jetty.websocket.core.client;

  exports socketio.jetty;

  provides socketio.spi.TransportProvider with
      socketio.jetty.JettyTransportProvider;
}
