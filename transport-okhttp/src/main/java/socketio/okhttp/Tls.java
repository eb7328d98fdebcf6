package socketio.okhttp;

import java.util.Arrays;
import javax.net.ssl.SSLParameters;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import socketio.spi.TransportOptions;

/** Applies the options for TLS to a client. */
final class Tls {
  private Tls() {}

  static void apply(TransportOptions options, OkHttpClient.Builder client) {
    SSLParameters parameters = options.sslParameters();
    var sockets =
        new VerifyingSockets(options.sslContextOrDefault().getSocketFactory(), parameters);
    client.sslSocketFactory(sockets, new NoTrustManager());
    if (parameters != null) {
      client.connectionSpecs(Arrays.asList(spec(parameters), ConnectionSpec.CLEARTEXT));
    }
  }

  /** OkHttp's own choice, except for what the parameters set. */
  private static ConnectionSpec spec(SSLParameters parameters) {
    var spec = new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS);
    if (parameters.getProtocols() != null) {
      spec.allEnabledTlsVersions();
    }
    if (parameters.getCipherSuites() != null) {
      spec.allEnabledCipherSuites();
    }
    return spec.build();
  }
}
