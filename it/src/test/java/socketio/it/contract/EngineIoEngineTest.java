package socketio.it.contract;

import java.util.ServiceLoader;
import socketio.spi.EngineProvider;
import socketio.testkit.contract.EngineContract;

class EngineIoEngineTest extends EngineContract {
  @Override
  protected EngineProvider provider() {
    return ServiceLoader.load(EngineProvider.class).findFirst().orElseThrow();
  }
}
