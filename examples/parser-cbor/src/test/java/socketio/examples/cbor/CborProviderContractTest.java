package socketio.examples.cbor;

import socketio.spi.Provider;
import socketio.testkit.contract.ProviderContract;

class CborProviderContractTest extends ProviderContract {
  @Override
  protected Provider provider() {
    return new CborParserProvider();
  }
}
