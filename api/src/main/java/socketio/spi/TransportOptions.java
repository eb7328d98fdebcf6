package socketio.spi;

import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * TLS and proxies, the same for everything that a transport does. What is null is the JVM's own,
 * and with it the JVM's system properties are in force ({@code javax.net.ssl.trustStore}, {@code
 * https.proxyHost}, {@code http.nonProxyHosts}, {@code socksProxyHost} and the like).
 *
 * <p>Whatever the options are, a transport checks who has issued a server's certificate, as {@code
 * sslContext} says, and that it is valid for the server's host, as RFC 9110 asks of HTTPS; {@code
 * sslParameters} with another endpoint identification algorithm, or with none, do not change that.
 *
 * @param sslContext who is trusted and what certificate is shown, or null for {@link
 *     SSLContext#getDefault()}
 * @param sslParameters protocols, cipher suites and the like, or null for those of the network
 *     library; not to be changed afterwards. Server names and application protocols are the
 *     transport's own affair
 * @param proxySelector asked, before a connection is made, with the {@code http} or {@code https}
 *     address of the server, for WebSocket too; may block, and may be asked by several threads at
 *     once. Of a list, a transport may try the first proxy only. Null stands for what {@link
 *     ProxySelector#getDefault()} is at that time
 * @param proxyCredentials for every proxy that the selector names, or null for none
 */
public record TransportOptions(
    @Nullable SSLContext sslContext,
    @Nullable SSLParameters sslParameters,
    @Nullable ProxySelector proxySelector,
    @Nullable PasswordAuthentication proxyCredentials) {
  /** Everything is the JVM's own. */
  public static final TransportOptions DEFAULTS = new TransportOptions(null, null, null, null);

  /** Says what is set, but no value: a selector or a context may describe secrets. */
  @Override
  public String toString() {
    return "TransportOptions[sslContext="
        + source(sslContext)
        + ", sslParameters="
        + source(sslParameters)
        + ", proxySelector="
        + source(proxySelector)
        + ", proxyCredentials="
        + source(proxyCredentials)
        + "]";
  }

  private static String source(@Nullable Object value) {
    return value == null ? "default" : "set";
  }
}
