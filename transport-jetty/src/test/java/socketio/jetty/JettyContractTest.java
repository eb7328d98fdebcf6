package socketio.jetty;

import socketio.spi.Transport;
import socketio.testkit.contract.TransportContract;

class JettyContractTest extends TransportContract {
  @Override
  protected Transport create() {
    return JettyTransport.create();
  }
}
