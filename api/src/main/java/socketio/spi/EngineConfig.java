package socketio.spi;

import static java.util.Objects.requireNonNull;

import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import socketio.ConnectOptions;
import socketio.TransportKind;

/**
 * Where and how an {@link Engine} connects. Immutable.
 *
 * @since 1.0
 */
public final class EngineConfig {
  private final URI uri;
  private final String path;
  private final Map<String, String> query;
  private final Map<String, List<String>> headers;
  private final Map<TransportKind, Map<String, String>> queryOfTransports;
  private final Map<TransportKind, Map<String, List<String>>> headersOfTransports;
  private final List<TransportKind> transports;
  private final boolean tryAllTransports;
  private final @Nullable String timestampParameter;
  private final Duration timeout;
  private final long maxMessageSize;
  private final Transport transport;
  private final CookieHandler cookies;
  private final Loop loop;

  private EngineConfig(Builder builder) {
    uri = builder.uri;
    path = builder.path;
    query = builder.query;
    headers = builder.headers;
    queryOfTransports = Map.copyOf(builder.queryOfTransports);
    headersOfTransports = Map.copyOf(builder.headersOfTransports);
    transports = builder.transports;
    tryAllTransports = builder.tryAllTransports;
    timestampParameter = builder.timestampParameter;
    timeout = builder.timeout;
    maxMessageSize = builder.maxMessageSize;
    transport = builder.transport;
    cookies = builder.cookies == null ? new CookieManager() : builder.cookies;
    loop = builder.loop;
  }

  /**
   * Returns a builder of a configuration.
   *
   * @param uri the server's address: {@code http} or {@code https}, a host, perhaps a port and a
   *     query, no path
   * @param transport the network
   * @param loop where the engine lives
   * @return a builder with default settings
   */
  public static Builder builder(URI uri, Transport transport, Loop loop) {
    return new Builder(
        requireNonNull(uri, "uri must not be null"),
        requireNonNull(transport, "transport must not be null"),
        requireNonNull(loop, "loop must not be null"));
  }

  /**
   * Returns a builder with the values of this configuration and another network, for an engine that
   * wraps another one.
   *
   * @param transport the network
   * @return a builder
   */
  public Builder toBuilder(Transport transport) {
    Builder builder =
        builder(uri, transport, loop)
            .path(path)
            .query(query)
            .headers(headers)
            .transports(transports)
            .tryAllTransports(tryAllTransports)
            .timestampParameter(timestampParameter)
            .timeout(timeout)
            .maxMessageSize(maxMessageSize)
            .cookies(cookies);
    queryOfTransports.forEach(builder::query);
    headersOfTransports.forEach(builder::headers);
    return builder;
  }

  /**
   * Returns the server's address.
   *
   * @return {@code http} or {@code https}, a host, perhaps a port and a query, no path
   */
  public URI uri() {
    return uri;
  }

  /**
   * Returns the path of the endpoint.
   *
   * @return a path with a slash at both ends
   */
  public String path() {
    return path;
  }

  /**
   * Returns the query parameters of one transport: those of every request, and its own, which take
   * precedence.
   *
   * @param kind the transport
   * @return parameters, not yet percent-encoded
   */
  public Map<String, String> query(TransportKind kind) {
    var all = new LinkedHashMap<String, String>(query);
    all.putAll(queryOfTransports.getOrDefault(kind, Map.of()));
    return all;
  }

  /**
   * Returns the extra headers of one transport: those of every request, and its own, which take
   * precedence.
   *
   * @param kind the transport
   * @return headers, by name without regard to case
   */
  public Map<String, List<String>> headers(TransportKind kind) {
    var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    all.putAll(headersOfTransports.getOrDefault(kind, Map.of()));
    return all;
  }

  /**
   * Returns which transports may be used.
   *
   * @return the transports; the first one opens the connection
   */
  public List<TransportKind> transports() {
    return transports;
  }

  /**
   * Returns whether to try the next transport if one cannot open the connection; see {@link
   * ConnectOptions#tryAllTransports}.
   *
   * @return whether to try all
   */
  public boolean tryAllTransports() {
    return tryAllTransports;
  }

  /**
   * Returns the name of the query parameter that keeps caches from answering long-polling; see
   * {@link ConnectOptions#timestampParameter}.
   *
   * @return the name, or null for none
   */
  public @Nullable String timestampParameter() {
    return timestampParameter;
  }

  /**
   * Returns how long the handshake may take, over all transports that are tried.
   *
   * @return the time
   */
  public Duration timeout() {
    return timeout;
  }

  /**
   * Returns how many bytes one message, or one polling response, of the server may have; more ends
   * the connection.
   *
   * @return the number of bytes
   */
  public long maxMessageSize() {
    return maxMessageSize;
  }

  /**
   * Returns the network.
   *
   * @return the transport
   */
  public Transport transport() {
    return transport;
  }

  /**
   * Returns the cookies of the client, shared by all its connections.
   *
   * @return the cookies
   */
  public CookieHandler cookies() {
    return cookies;
  }

  /**
   * Returns where the engine lives.
   *
   * @return the loop
   */
  public Loop loop() {
    return loop;
  }

  /**
   * The server: scheme, host, and port if it has one. Neither user information nor query, so that
   * it is safe in messages.
   *
   * @return the address, as in {@code "https://example.com:8443"}
   */
  public String origin() {
    return origin(uri);
  }

  static String origin(URI uri) {
    String authority = String.valueOf(uri.getRawAuthority());
    return uri.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1);
  }

  /** The address without user information, query and headers, which hold secrets. */
  @Override
  public String toString() {
    return origin() + path + " with " + transports;
  }

  /** Builds an {@link EngineConfig}. */
  public static final class Builder {
    private final URI uri;
    private final Transport transport;
    private final Loop loop;
    private final Map<TransportKind, Map<String, String>> queryOfTransports = new HashMap<>();
    private final Map<TransportKind, Map<String, List<String>>> headersOfTransports =
        new HashMap<>();
    private String path = "/socket.io/";
    private Map<String, String> query = Map.of();
    private Map<String, List<String>> headers = Map.of();
    private List<TransportKind> transports =
        List.of(TransportKind.POLLING, TransportKind.WEBSOCKET);
    private boolean tryAllTransports;
    private @Nullable String timestampParameter = "t";
    private Duration timeout = Duration.ofSeconds(20);
    private long maxMessageSize = 128L << 20;
    private @Nullable CookieHandler cookies;

    private Builder(URI uri, Transport transport, Loop loop) {
      this.uri = uri;
      this.transport = transport;
      this.loop = loop;
    }

    /**
     * Sets the path of the endpoint. Default: {@code "/socket.io/"}.
     *
     * @param path the path, with a slash at both ends
     * @return this builder
     */
    public Builder path(String path) {
      this.path = requireNonNull(path, "path must not be null");
      return this;
    }

    /**
     * Sets the query parameters of every request. Default: none.
     *
     * @param query parameters, not yet percent-encoded
     * @return this builder
     */
    public Builder query(Map<String, String> query) {
      this.query = requireNonNull(query, "query must not be null");
      return this;
    }

    /**
     * Sets the query parameters of one transport, which take precedence. Default: none.
     *
     * @param kind the transport
     * @param query parameters, not yet percent-encoded
     * @return this builder
     */
    public Builder query(TransportKind kind, Map<String, String> query) {
      queryOfTransports.put(
          requireNonNull(kind, "kind must not be null"),
          requireNonNull(query, "query must not be null"));
      return this;
    }

    /**
     * Sets the extra headers of every request. Default: none.
     *
     * @param headers headers
     * @return this builder
     */
    public Builder headers(Map<String, List<String>> headers) {
      this.headers = requireNonNull(headers, "headers must not be null");
      return this;
    }

    /**
     * Sets the extra headers of one transport, which take precedence. Default: none.
     *
     * @param kind the transport
     * @param headers headers
     * @return this builder
     */
    public Builder headers(TransportKind kind, Map<String, List<String>> headers) {
      headersOfTransports.put(
          requireNonNull(kind, "kind must not be null"),
          requireNonNull(headers, "headers must not be null"));
      return this;
    }

    /**
     * Sets which transports may be used. Default: polling, then WebSocket.
     *
     * @param transports the transports; the first one opens the connection
     * @return this builder
     */
    public Builder transports(List<TransportKind> transports) {
      this.transports = List.copyOf(transports);
      return this;
    }

    /**
     * Sets whether to try the next transport if one cannot open the connection. Default: false.
     *
     * @param all whether to try all
     * @return this builder
     */
    public Builder tryAllTransports(boolean all) {
      tryAllTransports = all;
      return this;
    }

    /**
     * Sets the name of the query parameter that keeps caches from answering long-polling. Default:
     * {@code "t"}.
     *
     * @param name the name, or null for none
     * @return this builder
     */
    public Builder timestampParameter(@Nullable String name) {
      timestampParameter = name;
      return this;
    }

    /**
     * Sets how long the handshake may take, over all transports that are tried. Default: 20
     * seconds.
     *
     * @param timeout the time, more than zero
     * @return this builder
     */
    public Builder timeout(Duration timeout) {
      this.timeout = requireNonNull(timeout, "timeout must not be null");
      return this;
    }

    /**
     * Sets how many bytes one message, or one polling response, of the server may have. Default:
     * 128 MiB.
     *
     * @param bytes the number of bytes
     * @return this builder
     */
    public Builder maxMessageSize(long bytes) {
      maxMessageSize = bytes;
      return this;
    }

    /**
     * Sets the cookies of the client. Default: none yet, in memory.
     *
     * @param cookies the cookies
     * @return this builder
     */
    public Builder cookies(CookieHandler cookies) {
      this.cookies = requireNonNull(cookies, "cookies must not be null");
      return this;
    }

    /**
     * Builds the configuration.
     *
     * @return a configuration
     */
    public EngineConfig build() {
      return new EngineConfig(this);
    }
  }
}
