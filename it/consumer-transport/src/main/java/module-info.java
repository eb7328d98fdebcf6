/** A user's module with a transport of its own. */
module consumer {
  requires socketio.api;
  requires socketio.transport.okhttp;

  opens consumer;

  provides socketio.spi.TransportProvider with
      consumer.MyTransportProvider;
}
