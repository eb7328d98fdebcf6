package socketio.jetty;

import socketio.spi.Transport;
import socketio.spi.TransportOptions;
import socketio.spi.TransportProvider;

/**
 * Provides {@link JettyTransport#create(TransportOptions)} under the name {@code "jetty"}. If
 * OkHttp's provider, on which the starter depends, is present too, that one is the default and this
 * one must be named.
 *
 * @since 1.0
 */
public final class JettyTransportProvider implements TransportProvider {
  /** For {@link java.util.ServiceLoader}. */
  public JettyTransportProvider() {}

  @Override
  public String name() {
    return "jetty";
  }

  /** One less than the default, so that having both transports is no error. */
  @Override
  public int priority() {
    return -1;
  }

  @Override
  public Transport create() {
    return JettyTransport.create();
  }

  @Override
  public Transport create(TransportOptions options) {
    return JettyTransport.create(options);
  }
}
