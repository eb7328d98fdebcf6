package socketio.jetty;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.ProxyConfiguration;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.util.SocketAddressResolver;
import socketio.spi.TransportOptions;

/** A client for one transport, with its threads. */
@SuppressWarnings("try") // Jetty's close() may throw InterruptedException; nothing calls it
final class OwnClient extends HttpClient {
  private static final int MAX_HEADERS = 256 << 10;

  /**
   * How long a pooled connection may be idle. Servers close idle ones after as little as 2 or 5
   * seconds; a request sent at that moment would fail, because it is never sent twice.
   */
  private static final long MAX_IDLE_MILLIS = TimeUnit.SECONDS.toMillis(1);

  /** How long a proxy may be silent while it opens a tunnel. */
  private static final long MAX_TUNNEL_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final ExecutorService resolvers = Threads.newResolvers();
  private final Proxies proxies;
  private final ProxyConfiguration proxyConfiguration;

  private OwnClient(TransportOptions options) {
    super(transport());
    proxies = new Proxies(options, getAuthenticationStore(), resolvers);
    proxyConfiguration = proxies.configuration();
    setSslContextFactory(new Tls(options));
    var scheduler = Threads.newScheduler();
    setExecutor(Threads.newPool());
    setScheduler(scheduler);
    setSocketAddressResolver(
        new IpLiteralResolver(
            new SocketAddressResolver.Async(resolvers, scheduler, Integer.MAX_VALUE)));
    setHttpCookieStore(new HttpCookieStore.Empty());
    setConnectTimeout(Integer.MAX_VALUE); // that of each request is enough, 0 throws
    setIdleTimeout(MAX_TUNNEL_MILLIS); // until the connection can be used
    setMaxConnectionsPerDestination(Integer.MAX_VALUE);
    setMaxRequestsQueuedPerDestination(Integer.MAX_VALUE);
    setMaxRequestHeadersSize(MAX_HEADERS);
    setMaxResponseHeadersSize(MAX_HEADERS);
  }

  private static HttpClientTransportOverHTTP transport() {
    var transport = new HttpClientTransportOverHTTP(new DirectConnector());
    transport.setConnectionPoolFactory(Pool::new);
    return transport;
  }

  /** Creates a client and starts it. */
  static OwnClient start(TransportOptions options) {
    var client = new OwnClient(options);
    try {
      client.start();
    } catch (Exception e) {
      client.resolvers.shutdown();
      throw new IllegalStateException("Jetty's HttpClient cannot be started", e);
    }
    // Every status is the caller's business.
    client.getProtocolHandlers().remove(RedirectProtocolHandler.NAME);
    client.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
    client.getProtocolHandlers().remove(ProxyAuthenticationProtocolHandler.NAME);
    return client;
  }

  Routes routes() {
    return proxies;
  }

  /** Ends the threads for name lookups, after {@code stop()}. */
  void shutdownResolvers() {
    resolvers.shutdown();
  }

  @Override
  public ProxyConfiguration getProxyConfiguration() {
    return proxyConfiguration;
  }

  /** Connections that may not be idle for long. */
  private static final class Pool extends DuplexConnectionPool {
    Pool(Destination destination) {
      super(destination, Integer.MAX_VALUE);
    }

    /** It is ready, with all tunnels, and is sent a request now or is idle. */
    @Override
    protected void onCreated(Connection connection) {
      if (connection instanceof org.eclipse.jetty.io.Connection ready) {
        ready.getEndPoint().setIdleTimeout(MAX_IDLE_MILLIS);
      }
      super.onCreated(connection);
    }
  }
}
