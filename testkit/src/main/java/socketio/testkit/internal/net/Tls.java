package socketio.testkit.internal.net;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * The TLS settings of a server.
 *
 * @param keys its certificate and key, and the certificates it trusts
 * @param parameters the parameters, or null for the defaults
 */
public record Tls(SSLContext keys, @Nullable SSLParameters parameters) {
  /** Creates the engine of one connection. */
  SSLEngine newEngine() {
    SSLEngine engine = keys.createSSLEngine();
    engine.setUseClientMode(false);
    if (parameters != null) {
      engine.setSSLParameters(parameters);
    }
    return engine;
  }
}
