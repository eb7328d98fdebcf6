/** HTTP and WebSocket with OkHttp: {@link socketio.okhttp.OkHttpTransport}. */
@org.jspecify.annotations.NullMarked
module socketio.transport.okhttp {
  requires static org.jspecify;
  requires transitive socketio.api;
  requires transitive okhttp3;

  exports socketio.okhttp;

  provides socketio.spi.TransportProvider with
      socketio.okhttp.OkHttpTransportProvider;
}
