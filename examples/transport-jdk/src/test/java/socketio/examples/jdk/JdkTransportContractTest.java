package socketio.examples.jdk;

import java.util.Set;
import socketio.spi.Transport;
import socketio.testkit.contract.TransportContract;

class JdkTransportContractTest extends TransportContract {
  @Override
  protected Transport create() {
    return JdkTransport.create();
  }

  /** See {@link JdkTransport}. */
  @Override
  protected Set<Leniency> leniencies() {
    return Set.of(Leniency.LATE_SIZE_CHECK, Leniency.WHOLE_REFUSALS);
  }
}
