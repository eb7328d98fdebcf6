package socketio.examples.jdk;

import socketio.spi.Provider;
import socketio.testkit.contract.ProviderContract;

class JdkProviderContractTest extends ProviderContract {
  @Override
  protected Provider provider() {
    return new JdkTransportProvider();
  }
}
