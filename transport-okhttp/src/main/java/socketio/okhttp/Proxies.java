package socketio.okhttp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import okhttp3.Connection;
import okhttp3.Credentials;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;
import socketio.spi.TransportOptions;

/** Chooses proxies according to the options, and logs in to them. */
final class Proxies extends ProxySelector {
  private static final String AUTHORIZATION = "Proxy-Authorization";
  private static final String PREEMPTIVE = "OkHttp-Preemptive"; // before any challenge

  private final @Nullable ProxySelector selector;
  private final @Nullable String authorization;

  Proxies(TransportOptions options) {
    selector = options.proxySelector();
    PasswordAuthentication credentials = options.proxyCredentials();
    authorization =
        credentials == null
            ? null
            : Credentials.basic(
                credentials.getUserName(), String.valueOf(credentials.getPassword()));
  }

  void install(OkHttpClient.Builder client) {
    client
        .socketFactory(new DirectSockets())
        .proxySelector(this)
        .proxyAuthenticator(this::authenticate)
        .addInterceptor(Proxies::explain)
        .addNetworkInterceptor(this::prepare);
  }

  @Override
  public List<Proxy> select(URI uri) {
    List<Proxy> proxies;
    try {
      ProxySelector chosen = selector == null ? getDefault() : selector;
      proxies = chosen == null ? null : chosen.select(uri);
    } catch (RuntimeException e) {
      throw new NoProxyException("The ProxySelector failed", e);
    }
    if (proxies == null || proxies.isEmpty()) {
      return Collections.singletonList(Proxy.NO_PROXY);
    }
    proxies.forEach(this::check);
    return proxies;
  }

  private void check(Proxy proxy) {
    if (proxy.type() == Proxy.Type.DIRECT) {
      return;
    }
    if (!(proxy.address() instanceof InetSocketAddress)) {
      throw new NoProxyException("The ProxySelector names a proxy without host and port", null);
    }
    if (proxy.type() == Proxy.Type.SOCKS && authorization != null) {
      throw new NoProxyException(
          "OkHttp cannot log in to a SOCKS proxy; leave out the user name and the password, or use"
              + " socketio-transport-jetty",
          null);
    }
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    ProxySelector chosen = selector == null ? getDefault() : selector;
    if (chosen != null) {
      chosen.connectFailed(uri, address, failure);
    }
  }

  /** An unchecked exception of a selector would end OkHttp's thread. */
  private static Response explain(Interceptor.Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (NoProxyException e) {
      throw new IOException(e.getMessage(), e.getCause());
    }
  }

  /** Answers a proxy's challenge, once. OkHttp also calls it before it requests a tunnel. */
  private @Nullable Request authenticate(@Nullable Route route, Response response)
      throws IOException {
    Request request = response.request();
    boolean challenged =
        response.challenges().stream()
            .noneMatch(challenge -> challenge.scheme().equalsIgnoreCase(PREEMPTIVE));
    if (authorization != null && request.header(AUTHORIZATION) == null) {
      return request.newBuilder().header(AUTHORIZATION, authorization).build();
    }
    if (challenged && request.method().equals("CONNECT")) {
      throw new ProxyRefusal(response); // OkHttp's own exception has no status
    }
    return null;
  }

  /**
   * For polling without TLS, whose requests an HTTP proxy forwards: sends the credentials at once,
   * so that requests are not refused first, and uses no connection twice, because some proxies
   * (tinyproxy) close it after an answer without announcing that.
   */
  private Response prepare(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    Connection connection = chain.connection();
    if (connection == null
        || connection.route().proxy().type() != Proxy.Type.HTTP
        || request.isHttps()) {
      return chain.proceed(request);
    }
    Request.Builder builder = request.newBuilder().header("Connection", "close");
    if (authorization != null) {
      builder.header(AUTHORIZATION, authorization);
    }
    return chain.proceed(builder.build());
  }

  /** The proxy cannot be used. */
  private static final class NoProxyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NoProxyException(String message, @Nullable RuntimeException cause) {
      super(message, cause);
    }
  }
}
