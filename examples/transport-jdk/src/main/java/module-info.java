/** HTTP and WebSocket with the JDK: {@link socketio.examples.jdk.JdkTransport}. */
@org.jspecify.annotations.NullMarked
module socketio.examples.jdk {
  requires static org.jspecify;
  requires transitive java.net.http;
  requires transitive socketio.api;

  exports socketio.examples.jdk;

  provides socketio.spi.TransportProvider with
      socketio.examples.jdk.JdkTransportProvider;
}
