package socketio.okhttp;

import socketio.spi.Transport;

final class OkHttpExchangeFailureTest extends ExchangeFailureContract {
  @Override
  Transport create() {
    return OkHttpTransport.create();
  }
}
