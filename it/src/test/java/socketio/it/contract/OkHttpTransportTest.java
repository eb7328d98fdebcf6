package socketio.it.contract;

import socketio.okhttp.OkHttpTransport;
import socketio.spi.Transport;
import socketio.testkit.contract.TransportContract;

class OkHttpTransportTest extends TransportContract {
  @Override
  protected Transport create() {
    return OkHttpTransport.create();
  }
}
