package socketio.okhttp;

import socketio.spi.Transport;

final class OkHttpExchangeTest extends ExchangeContract {
  @Override
  Transport create() {
    return OkHttpTransport.create();
  }
}
