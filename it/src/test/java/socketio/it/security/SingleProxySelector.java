package socketio.it.security;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Selects one proxy for every address. */
final class SingleProxySelector extends ProxySelector {
  private final Proxy proxy;
  private final CompletableFuture<SocketAddress> failed = new CompletableFuture<>();

  SingleProxySelector(Proxy proxy) {
    this.proxy = proxy;
  }

  @Override
  public List<Proxy> select(URI uri) {
    return List.of(proxy);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    failed.complete(address);
  }

  /** The address that could not be reached, as the client reports it. */
  CompletableFuture<SocketAddress> failed() {
    return failed;
  }
}
