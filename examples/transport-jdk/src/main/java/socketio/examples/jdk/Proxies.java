package socketio.examples.jdk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses SOCKS proxies: the JDK's client would ignore them and connect directly. */
final class Proxies extends ProxySelector {
  private final @Nullable ProxySelector selector;

  /**
   * @param selector the one to call, or null for the JVM's own
   */
  Proxies(@Nullable ProxySelector selector) {
    this.selector = selector;
  }

  private @Nullable ProxySelector selector() {
    return selector == null ? getDefault() : selector;
  }

  @Override
  public List<Proxy> select(URI uri) {
    ProxySelector asked = selector();
    List<Proxy> proxies = asked == null ? null : asked.select(uri);
    if (proxies == null || proxies.isEmpty()) {
      return List.of(Proxy.NO_PROXY);
    }
    if (proxies.get(0).type() == Proxy.Type.SOCKS) {
      throw new UncheckedIOException(
          new IOException("The JDK's HTTP client cannot use a SOCKS proxy; name one of HTTP"));
    }
    return proxies;
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    ProxySelector asked = selector();
    if (asked != null) {
      asked.connectFailed(uri, address, failure);
    }
  }

  /** The header that logs in, or nothing. */
  static Map<String, List<String>> login(@Nullable PasswordAuthentication credentials) {
    if (credentials == null) {
      return Map.of();
    }
    String pair = credentials.getUserName() + ":" + String.valueOf(credentials.getPassword());
    String basic = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(ISO_8859_1));
    return Map.of("Proxy-Authorization", List.of(basic));
  }
}
