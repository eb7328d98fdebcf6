package socketio.okhttp;

import socketio.spi.Transport;

final class OkHttpChannelTest extends ChannelContract {
  @Override
  Transport create() {
    return OkHttpTransport.create();
  }
}
