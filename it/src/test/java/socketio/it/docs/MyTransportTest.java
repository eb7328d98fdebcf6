package socketio.it.docs;

import socketio.okhttp.OkHttpTransport;
import socketio.spi.Transport;
import socketio.testkit.contract.TransportContract;

class MyTransportTest extends TransportContract {
  @Override
  protected Transport create() {
    return OkHttpTransport.create(); // yours
  }
}
