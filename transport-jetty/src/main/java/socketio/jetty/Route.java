package socketio.jetty;

import java.net.URI;

/**
 * The way to a server through a proxy. It is the tag of requests: Jetty has a destination for each
 * tag, and each destination has one proxy.
 *
 * @param socks whether it is a SOCKS proxy, or else one of HTTP
 * @param host of the proxy
 * @param port of the proxy
 * @param tunnel whether to request a tunnel even without TLS, as for channels (RFC 6455, 4.1)
 */
record Route(boolean socks, String host, int port, boolean tunnel) {
  /**
   * Whether the proxy sees the requests to a server and forwards them. Some proxies (tinyproxy)
   * close a connection after an answer without announcing it, so that no connection is used twice.
   */
  boolean readsAlong(URI server) {
    return !socks && !tunnel && "http".equalsIgnoreCase(server.getScheme());
  }
}
