package socketio.jetty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.AuthenticationStore;
import org.eclipse.jetty.client.BasicAuthentication;
import org.eclipse.jetty.client.HttpProxy;
import org.eclipse.jetty.client.Origin;
import org.eclipse.jetty.client.ProxyConfiguration;
import org.eclipse.jetty.client.Socks5;
import org.eclipse.jetty.client.Socks5Proxy;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;
import socketio.spi.TransportOptions;

/**
 * Chooses proxies according to the options. Jetty itself would call the selector only once for each
 * server, on the thread that sends. So it is called here, on a thread that may block, and its
 * answer becomes the tag of the request.
 */
final class Proxies implements Routes {
  /** How long an answer is valid, so that polling need not call the selector for every request. */
  private static final long VALID_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final @Nullable ProxySelector selector;
  private final @Nullable PasswordAuthentication credentials;
  private final AuthenticationStore logins;
  private final Executor mayBlock;
  private volatile @Nullable Answer latest;

  private record Answer(URI server, boolean channel, Optional<Route> route, long nanoTime) {}

  /**
   * @param logins where Jetty looks for the credentials of proxies
   * @param mayBlock runs the selector
   */
  Proxies(TransportOptions options, AuthenticationStore logins, Executor mayBlock) {
    selector = options.proxySelector();
    credentials = options.proxyCredentials();
    this.logins = logins;
    this.mayBlock = mayBlock;
  }

  private @Nullable ProxySelector selector() {
    return selector == null ? ProxySelector.getDefault() : selector;
  }

  @Override
  public CompletableFuture<Optional<Route>> find(URI uri, boolean channel) {
    URI server = uri.resolve("/");
    Answer known = latest;
    if (known != null
        && known.server().equals(server)
        && known.channel() == channel
        && System.nanoTime() - known.nanoTime() < VALID_NANOS) {
      return CompletableFuture.completedFuture(known.route());
    }
    return CompletableFuture.supplyAsync(
        () -> {
          Optional<Route> route = first(ask(uri), channel);
          route.ifPresent(this::logIn);
          latest = new Answer(server, channel, route, System.nanoTime());
          return route;
        },
        mayBlock);
  }

  private @Nullable List<Proxy> ask(URI uri) {
    try {
      ProxySelector asked = selector();
      return asked == null ? null : asked.select(uri);
    } catch (RuntimeException e) {
      throw new UncheckedIOException(new IOException("The ProxySelector failed", e));
    }
  }

  private static Optional<Route> first(@Nullable List<Proxy> proxies, boolean channel) {
    if (proxies == null || proxies.isEmpty() || proxies.get(0).type() == Proxy.Type.DIRECT) {
      return Optional.empty();
    }
    Proxy first = proxies.get(0);
    if (!(first.address() instanceof InetSocketAddress address)) {
      throw new UncheckedIOException(
          new IOException("The ProxySelector names a proxy without host and port"));
    }
    boolean socks = first.type() == Proxy.Type.SOCKS;
    return Optional.of(
        new Route(socks, address.getHostString(), address.getPort(), channel && !socks));
  }

  /** The first request to an HTTP proxy already has the credentials. */
  private void logIn(Route route) {
    if (credentials != null && !route.socks()) {
      logins.addAuthenticationResult(
          new BasicAuthentication.BasicResult(
              new HttpProxy(route.host(), route.port()).getURI(),
              HttpHeader.PROXY_AUTHORIZATION,
              credentials.getUserName(),
              String.valueOf(credentials.getPassword())));
    }
  }

  @Override
  public void failed(URI uri, Route route, Throwable failure) {
    ProxySelector asked = selector();
    if (asked == null || !isUnreachable(failure)) {
      return;
    }
    latest = null;
    var address = InetSocketAddress.createUnresolved(route.host(), route.port());
    IOException reason = failure instanceof IOException known ? known : new IOException(failure);
    try {
      mayBlock.execute(() -> asked.connectFailed(uri, address, reason));
    } catch (RejectedExecutionException e) {
      // the transport has been closed
    }
  }

  private static boolean isUnreachable(Throwable failure) {
    return failure instanceof ConnectException
        || failure instanceof NoRouteToHostException
        || failure instanceof UnknownHostException
        || failure instanceof UnresolvedAddressException;
  }

  /** For Jetty: the proxy that a request's tag names. */
  ProxyConfiguration configuration() {
    return new ProxyConfiguration() {
      @Override
      public ProxyConfiguration.@Nullable Proxy match(Origin origin) {
        if (!(origin.getTag() instanceof Route route)) {
          return null;
        }
        return route.socks() ? socks(route) : http(route);
      }
    };
  }

  private ProxyConfiguration.Proxy socks(Route route) {
    var proxy = new Socks5Proxy(route.host(), route.port());
    if (credentials != null) {
      proxy.putAuthenticationFactory(
          new Socks5.UsernamePasswordAuthenticationFactory(
              credentials.getUserName(), String.valueOf(credentials.getPassword()), UTF_8));
    }
    return proxy;
  }

  private static ProxyConfiguration.Proxy http(Route route) {
    return new HttpProxy(route.host(), route.port()) {
      @Override
      public boolean requiresTunnel(Origin server) {
        return route.tunnel() || super.requiresTunnel(server);
      }
    };
  }
}
