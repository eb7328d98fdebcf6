package socketio.examples.jdk;

import socketio.spi.Transport;
import socketio.spi.TransportOptions;
import socketio.spi.TransportProvider;

/** Offers {@link JdkTransport#create(TransportOptions)} under the name {@code "jdk"}. */
public final class JdkTransportProvider implements TransportProvider {
  /** For {@link java.util.ServiceLoader}. */
  public JdkTransportProvider() {}

  @Override
  public String name() {
    return "jdk";
  }

  /** Lower than the library's own, so that it is used only if it is named, or alone. */
  @Override
  public int priority() {
    return -10;
  }

  @Override
  public Transport create() {
    return JdkTransport.create();
  }

  @Override
  public Transport create(TransportOptions options) {
    return JdkTransport.create(options);
  }
}
