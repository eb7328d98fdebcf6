package socketio.okhttp;

import socketio.spi.Transport;

final class OkHttpClosingTest extends ClosingContract {
  @Override
  Transport create() {
    return OkHttpTransport.create();
  }
}
