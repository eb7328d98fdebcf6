package socketio.testkit.internal.net;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * How a server speaks TLS.
 *
 * @param keys its certificate and key, and who is trusted
 * @param parameters what differs from the defaults, or null
 */
public record Tls(SSLContext keys, @Nullable SSLParameters parameters) {
  /** What one connection needs. */
  SSLEngine newEngine() {
    SSLEngine engine = keys.createSSLEngine();
    engine.setUseClientMode(false);
    if (parameters != null) {
      engine.setSSLParameters(parameters);
    }
    return engine;
  }
}
