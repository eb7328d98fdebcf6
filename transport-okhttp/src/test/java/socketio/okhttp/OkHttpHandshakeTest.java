package socketio.okhttp;

import socketio.spi.Transport;

final class OkHttpHandshakeTest extends HandshakeContract {
  @Override
  Transport create() {
    return OkHttpTransport.create();
  }
}
