package socketio.jetty;

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
record Route(boolean socks, String host, int port, boolean tunnel) {}
