package socketio.spi;

import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * TLS and proxies, the same for everything that a transport does. Immutable: each method that sets
 * an option returns a modified copy. Null means the JVM's own setting, with the JVM's system
 * properties in force ({@code javax.net.ssl.trustStore}, {@code https.proxyHost}, {@code
 * http.nonProxyHosts}, {@code socksProxyHost} and the like).
 *
 * <p>Whatever the options are, a transport checks that the {@code sslContext} trusts the issuer of
 * a server's certificate, and that the certificate is valid for the server's host, as RFC 9110
 * requires of HTTPS; {@code sslParameters} with another endpoint identification algorithm, or with
 * none, do not change that.
 *
 * @since 1.0
 */
public final class TransportOptions {
  private static final TransportOptions DEFAULTS = new TransportOptions(null, null, null, null);

  private final @Nullable SSLContext sslContext;
  private final @Nullable SSLParameters sslParameters;
  private final @Nullable ProxySelector proxySelector;
  private final @Nullable PasswordAuthentication proxyCredentials;

  private TransportOptions(
      @Nullable SSLContext sslContext,
      @Nullable SSLParameters sslParameters,
      @Nullable ProxySelector proxySelector,
      @Nullable PasswordAuthentication proxyCredentials) {
    this.sslContext = sslContext;
    this.sslParameters = sslParameters;
    this.proxySelector = proxySelector;
    this.proxyCredentials = proxyCredentials;
  }

  /**
   * Returns the settings of the JVM.
   *
   * @return options that set nothing
   */
  public static TransportOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Sets which issuers are trusted and which certificate is presented.
   *
   * @param sslContext the context, or null for {@link SSLContext#getDefault()}
   * @return a modified copy
   */
  public TransportOptions sslContext(@Nullable SSLContext sslContext) {
    return new TransportOptions(sslContext, sslParameters, proxySelector, proxyCredentials);
  }

  /**
   * Sets protocols, cipher suites and the like. The transport sets server names and application
   * protocols itself.
   *
   * @param sslParameters the parameters, not to be changed afterwards, or null for those of the
   *     network library
   * @return a modified copy
   */
  public TransportOptions sslParameters(@Nullable SSLParameters sslParameters) {
    return new TransportOptions(sslContext, sslParameters, proxySelector, proxyCredentials);
  }

  /**
   * Sets the proxies. The selector is called before a connection is opened, with the {@code http}
   * or {@code https} address of the server, for WebSocket too; it may block, and may be called by
   * several threads at once. Of a list, a transport may try the first proxy only.
   *
   * @param proxySelector the selector, or null for the value of {@link ProxySelector#getDefault()}
   *     at that time
   * @return a modified copy
   */
  public TransportOptions proxySelector(@Nullable ProxySelector proxySelector) {
    return new TransportOptions(sslContext, sslParameters, proxySelector, proxyCredentials);
  }

  /**
   * Sets the credentials for every proxy that the selector names.
   *
   * @param proxyCredentials user and password, or null for none
   * @return a modified copy
   */
  public TransportOptions proxyCredentials(@Nullable PasswordAuthentication proxyCredentials) {
    return new TransportOptions(sslContext, sslParameters, proxySelector, proxyCredentials);
  }

  /**
   * Returns which issuers are trusted and which certificate is presented.
   *
   * @return the context, or null for that of the JVM
   */
  public @Nullable SSLContext sslContext() {
    return sslContext;
  }

  /**
   * Returns protocols, cipher suites and the like.
   *
   * @return the parameters, or null for those of the network library
   */
  public @Nullable SSLParameters sslParameters() {
    return sslParameters;
  }

  /**
   * Returns the proxies.
   *
   * @return the selector, or null for that of the JVM
   */
  public @Nullable ProxySelector proxySelector() {
    return proxySelector;
  }

  /**
   * Returns the credentials for every proxy.
   *
   * @return user and password, or null for none
   */
  public @Nullable PasswordAuthentication proxyCredentials() {
    return proxyCredentials;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TransportOptions that
        && Objects.equals(sslContext, that.sslContext)
        && Objects.equals(sslParameters, that.sslParameters)
        && Objects.equals(proxySelector, that.proxySelector)
        && Objects.equals(proxyCredentials, that.proxyCredentials);
  }

  @Override
  public int hashCode() {
    return Objects.hash(sslContext, sslParameters, proxySelector, proxyCredentials);
  }

  /**
   * Returns the context to use.
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
