package socketio.spi;

import java.net.CookieHandler;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;

/**
 * Where and how an {@link Engine} connects.
 *
 * @param uri the server's address: {@code http} or {@code https}, a host, perhaps a port and a
 *     query, no path
 * @param path the path of the endpoint, with a slash at both ends
 * @param query further query parameters, not yet percent-encoded; sent on every request
 * @param headers extra headers, sent on every request
 * @param transports which transports may be used; the first one opens the connection
 * @param timeout how long the handshake may take, over all transports that are tried
 * @param maxMessageSize the most bytes that one message, or one polling response, of the server may
 *     have; more ends the connection
 * @param transport the network
 * @param cookies the cookies of the client, shared by all its connections
 * @param loop where the engine lives
 * @param options settings that are rarely changed
 */
public record EngineConfig(
    URI uri,
    String path,
    Map<String, String> query,
    Map<String, List<String>> headers,
    List<TransportKind> transports,
    Duration timeout,
    long maxMessageSize,
    Transport transport,
    CookieHandler cookies,
    Loop loop,
    Options options) {
  /**
   * A configuration with default options.
   *
   * @param uri see above
   * @param path see above
   * @param query see above
   * @param headers see above
   * @param transports see above
   * @param timeout see above
   * @param maxMessageSize see above
   * @param transport see above
   * @param cookies see above
   * @param loop see above
   */
  public EngineConfig(
      URI uri,
      String path,
      Map<String, String> query,
      Map<String, List<String>> headers,
      List<TransportKind> transports,
      Duration timeout,
      long maxMessageSize,
      Transport transport,
      CookieHandler cookies,
      Loop loop) {
    this(
        uri,
        path,
        query,
        headers,
        transports,
        timeout,
        maxMessageSize,
        transport,
        cookies,
        loop,
        Options.DEFAULTS);
  }

  /**
   * The query parameters of one transport: those of every request, and its own, which take
   * precedence.
   *
   * @param kind the transport
   * @return parameters, not yet percent-encoded
   */
  public Map<String, String> query(TransportKind kind) {
    Extras extras = options.extras.get(kind);
    if (extras == null) {
      return query;
    }
    var all = new LinkedHashMap<String, String>(query);
    all.putAll(extras.query);
    return all;
  }

  /**
   * The extra headers of one transport: those of every request, and its own, which take precedence.
   *
   * @param kind the transport
   * @return headers, by name without regard to case
   */
  public Map<String, List<String>> headers(TransportKind kind) {
    var all = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(headers);
    Extras extras = options.extras.get(kind);
    if (extras != null) {
      all.putAll(extras.headers);
    }
    return all;
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

  /**
   * Settings that are rarely changed.
   *
   * @param tryAllTransports whether to try the next transport if one cannot open the connection;
   *     see {@link socketio.ConnectOptions#tryAllTransports}
   * @param timestampParameter the name of the query parameter that keeps caches from answering
   *     long-polling, or null for none
   * @param extras further query parameters and headers for the requests of one transport
   */
  public record Options(
      boolean tryAllTransports,
      @Nullable String timestampParameter,
      Map<TransportKind, Extras> extras) {
    /** One transport opens the connection; the parameter is {@code "t"}; nothing extra. */
    public static final Options DEFAULTS = new Options(false, "t", Map.of());

    /** Without the extras, which hold secrets. */
    @Override
    public String toString() {
      return String.format(
          "Options[tryAllTransports=%s, timestampParameter=%s]",
          tryAllTransports, timestampParameter);
    }
  }

  /**
   * Further query parameters and headers for the requests of one transport.
   *
   * @param query query parameters, not yet percent-encoded
   * @param headers headers
   */
  public record Extras(Map<String, String> query, Map<String, List<String>> headers) {
    /** The numbers only: the values are secret. */
    @Override
    public String toString() {
      return String.format("Extras[%d parameters, %d headers]", query.size(), headers.size());
    }
  }
}
