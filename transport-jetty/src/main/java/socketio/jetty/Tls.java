package socketio.jetty;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import socketio.spi.TransportOptions;

/**
 * TLS according to the options. Whatever their parameters say, the handshake checks the host's
 * name, as HTTPS requires.
 */
final class Tls extends SslContextFactory.Client {
  private static final String HTTPS = "HTTPS";

  private final @Nullable SSLParameters parameters;

  Tls(TransportOptions options) {
    parameters = options.sslParameters();
    setSslContext(options.sslContextOrDefault());
  }

  @Override
  public void customize(SSLEngine engine) {
    super.customize(engine);
    if (parameters != null) {
      engine.setSSLParameters(parameters);
    }
    SSLParameters own = engine.getSSLParameters();
    own.setEndpointIdentificationAlgorithm(HTTPS);
    engine.setSSLParameters(own);
  }
}
