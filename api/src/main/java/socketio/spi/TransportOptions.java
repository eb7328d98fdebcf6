package socketio.spi;

import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * TLS and proxies, the same for everything that a transport does. Null means the JVM's own setting,
 * with the JVM's system properties in force ({@code javax.net.ssl.trustStore}, {@code
 * https.proxyHost}, {@code http.nonProxyHosts}, {@code socksProxyHost} and the like).
 *
 * <p>Whatever the options are, a transport checks that the {@code sslContext} trusts the issuer of
 * a server's certificate, and that the certificate is valid for the server's host, as RFC 9110
 * requires of HTTPS; {@code sslParameters} with another endpoint identification algorithm, or with
 * none, do not change that.
 *
 * @param sslContext which issuers are trusted and which certificate is presented, or null for
 *     {@link SSLContext#getDefault()}
 * @param sslParameters protocols, cipher suites and the like, or null for those of the network
 *     library; not to be changed afterwards. The transport sets server names and application
 *     protocols itself
 * @param proxySelector called before a connection is opened, with the {@code http} or {@code https}
 *     address of the server, for WebSocket too; may block, and may be called by several threads at
 *     once. Of a list, a transport may try the first proxy only. Null means the value of {@link
 *     ProxySelector#getDefault()} at that time
 * @param proxyCredentials for every proxy that the selector names, or null for none
 */
public record TransportOptions(
    @Nullable SSLContext sslContext,
    @Nullable SSLParameters sslParameters,
    @Nullable ProxySelector proxySelector,
    @Nullable PasswordAuthentication proxyCredentials) {
  /** The settings of the JVM. */
  public static final TransportOptions DEFAULTS = new TransportOptions(null, null, null, null);

  /**
   * The context to use.
   *
   * @return {@code sslContext}, or that of the JVM
   * @throws IllegalStateException if the JVM's TLS settings are not valid; the message says what to
   *     do
   */
  public SSLContext sslContextOrDefault() {
    if (sslContext != null) {
      return sslContext;
    }
    try {
      return SSLContext.getDefault();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(
          "the JVM's own TLS settings cannot be used; correct javax.net.ssl.trustStore and its"
              + " like, or set an SSLContext with ClientBuilder.tls",
          e);
    }
  }

  /** Says which options are set, but not to what: a selector or a context may describe secrets. */
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
