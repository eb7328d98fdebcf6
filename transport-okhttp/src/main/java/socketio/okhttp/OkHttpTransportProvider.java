package socketio.okhttp;

import socketio.spi.Transport;
import socketio.spi.TransportOptions;
import socketio.spi.TransportProvider;

/**
 * Provides {@link OkHttpTransport#create(TransportOptions)} under the name {@code "okhttp"}.
 *
 * @since 1.0
 */
public final class OkHttpTransportProvider implements TransportProvider {
  /** For {@link java.util.ServiceLoader}. */
  public OkHttpTransportProvider() {}

  @Override
  public String name() {
    return "okhttp";
  }

  @Override
  public Transport create() {
    return OkHttpTransport.create();
  }

  @Override
  public Transport create(TransportOptions options) {
    return OkHttpTransport.create(options);
  }
}
