package socketio.it.contract;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Nested;
import socketio.msgpack.MsgpackParserProvider;
import socketio.spi.EngineProvider;
import socketio.spi.ParserProvider;
import socketio.spi.Provider;
import socketio.spi.TransportProvider;
import socketio.testkit.contract.ProviderContract;

class ProvidersContractTest {
  @Nested
  class OfTheEngine extends ProviderContract {
    @Override
    protected Provider provider() {
      return ServiceLoader.load(EngineProvider.class).findFirst().orElseThrow();
    }
  }

  @Nested
  class OfTheTransport extends ProviderContract {
    @Override
    protected Provider provider() {
      return ServiceLoader.load(TransportProvider.class).findFirst().orElseThrow();
    }
  }

  @Nested
  class OfTheMessagePackParser extends ProviderContract {
    @Override
    protected Provider provider() {
      return new MsgpackParserProvider();
    }
  }

  @Nested
  class OfTheParser extends ProviderContract {
    @Override
    protected Provider provider() {
      return ServiceLoader.load(ParserProvider.class).findFirst().orElseThrow();
    }
  }
}
