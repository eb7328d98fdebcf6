package socketio.jetty;

import java.net.URI;

/**
 * The way to a server by a proxy. It is the tag of requests, as Jetty takes requests of different
 * tags to different destinations, and each destination has one proxy.
 *
 * @param socks whether it is a SOCKS proxy, or else one of HTTP
 * @param host of the proxy
 * @param port of the proxy
 * @param tunnel whether the proxy must be asked for a tunnel even without TLS, as channels want it
 *     (RFC 6455, 4.1)
 */
record Route(boolean socks, String host, int port, boolean tunnel) {
  /**
   * Whether it is a proxy that sees the requests to a server and passes them on. There are such
   * (tinyproxy) that close a connection after an answer without a word, so that none is used twice.
   */
  boolean readsAlong(URI server) {
    return !socks && !tunnel && "http".equalsIgnoreCase(server.getScheme());
  }
}
