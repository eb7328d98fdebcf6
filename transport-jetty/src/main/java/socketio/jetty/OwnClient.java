package socketio.jetty;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.RedirectProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * A client for one transport, with its threads.
 *
 * @param http the client
 * @param resolvers the threads for name lookups
 */
record OwnClient(HttpClient http, ExecutorService resolvers) {
  private static final int MAX_HEADERS = 256 << 10;

  /**
   * How long a pooled connection may be idle. Servers give up idle ones after as little as 2 or 5
   * seconds, and a request must not meet that: it would fail, as it is never sent twice.
   */
  private static final long MAX_IDLE_MILLIS = TimeUnit.SECONDS.toMillis(1);

  /** Creates a client and starts it. */
  static OwnClient start() {
    var scheduler = Threads.newScheduler();
    ExecutorService resolvers = Threads.newResolvers();
    var connector = new ClientConnector();
    connector.addBean(new IdleTimeouts());
    var http = new HttpClient(new HttpClientTransportOverHTTP(connector));
    http.setExecutor(Threads.newPool());
    http.setScheduler(scheduler);
    http.setSocketAddressResolver(
        new SocketAddressResolver.Async(resolvers, scheduler, Integer.MAX_VALUE));
    http.setHttpCookieStore(new HttpCookieStore.Empty());
    http.setConnectTimeout(Integer.MAX_VALUE); // that of each request is enough, 0 throws
    http.setIdleTimeout(0); // see IdleTimeouts
    http.setMaxConnectionsPerDestination(Integer.MAX_VALUE);
    http.setMaxRequestsQueuedPerDestination(Integer.MAX_VALUE);
    http.setMaxRequestHeadersSize(MAX_HEADERS);
    http.setMaxResponseHeadersSize(MAX_HEADERS);
    try {
      http.start();
    } catch (Exception e) {
      resolvers.shutdown();
      throw new IllegalStateException("Jetty's HttpClient cannot be started", e);
    }
    // Whatever the status, it is for the caller.
    http.getProtocolHandlers().remove(RedirectProtocolHandler.NAME);
    http.getProtocolHandlers().remove(WWWAuthenticationProtocolHandler.NAME);
    return new OwnClient(http, resolvers);
  }

  /**
   * Limits how long a connection may be idle once it is open. The timeout of the client would count
   * from before that, and end connections on a machine that takes longer to open them.
   */
  private static final class IdleTimeouts implements Connection.Listener {
    @Override
    public void onOpened(Connection connection) {
      connection.getEndPoint().setIdleTimeout(MAX_IDLE_MILLIS);
    }
  }
}
