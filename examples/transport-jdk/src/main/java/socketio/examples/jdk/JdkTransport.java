package socketio.examples.jdk;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Transport;
import socketio.spi.TransportOptions;
import socketio.spi.support.HttpRequests;
import socketio.spi.support.TransportErrors;

/**
 * HTTP and WebSocket with the JDK's own client, without any dependency.
 *
 * <p>With any client: HTTP is version 1.1, no redirect is followed, and no request is sent twice
 * once it may have reached the server. Responses may be compressed with gzip.
 *
 * <p>What the JDK's WebSocket cannot do, and this transport cannot mend:
 *
 * <ul>
 *   <li>The headers of a successful handshake are not known: {@code onOpen} has status 101 and
 *       nothing else, so that cookies set by it are lost.
 *   <li>An opening that was aborted continues in the background, until the server answers or the
 *       request's timeout is over.
 *   <li>The body of a refusal is read to its end, however long, before its first 4 KiB are
 *       reported; if it is cut off, the status is not known. Nothing bounds it: a server that never
 *       ends such a body fills the memory. Connect to servers that you trust.
 *   <li>A message is refused when more than {@code maxResponse} of it has arrived, not because of
 *       the length that it announces.
 *   <li>Messages are written one by one, texts of more than 16 KiB in fragments.
 *   <li>The JDK sets the headers {@code Connection}, {@code Content-Length}, {@code Expect}, {@code
 *       Host} and {@code Upgrade}, and requests that set them fail.
 * </ul>
 *
 * <p>While {@code reading(false)} is in force nothing is read, so that the peer's close frame and a
 * broken connection remain unseen.
 */
public final class JdkTransport implements Transport {
  private static final Set<TransportKind> KINDS =
      Set.of(TransportKind.POLLING, TransportKind.WEBSOCKET);

  private final Pool pool;
  private final boolean own;
  private final Map<String, List<String>> proxyLogin;
  private final Set<WebSocketChannel> channels = ConcurrentHashMap.newKeySet();
  private final Set<HttpExchange> exchanges = ConcurrentHashMap.newKeySet();

  /** Null once closed: before JDK 21 a client ends when nothing refers to it. */
  private volatile @Nullable HttpClient http;

  private JdkTransport(
      HttpClient http, Pool pool, boolean own, Map<String, List<String>> proxyLogin) {
    this.http = http;
    this.pool = pool;
    this.own = own;
    this.proxyLogin = proxyLogin;
  }

  /**
   * Creates a transport with a client of its own: no cookies, the JVM's settings for proxies and
   * TLS, and daemon threads that end when they are idle. On JDK 21 and later {@link #close} ends
   * the client; before that, it ends a few seconds after the next garbage collection.
   *
   * @return a new transport, to be closed
   * @throws IllegalStateException if the JVM's TLS settings are not valid
   */
  public static JdkTransport create() {
    return create(TransportOptions.defaults());
  }

  /**
   * As {@link #create()}, with options for TLS and proxies. Of the proxies that a selector names
   * the first is used. The JDK supports HTTP proxies only: with a SOCKS proxy, requests fail. For
   * {@code https} and for WebSockets it logs in only if the system property {@code
   * jdk.http.auth.tunneling.disabledSchemes} is empty; else the proxy's answer is 407.
   *
   * @param options the options
   * @return a new transport, to be closed
   * @throws IllegalStateException if there is no SSLContext in the options and the JVM's TLS
   *     settings are not valid
   */
  public static JdkTransport create(TransportOptions options) {
    var pool = new Pool();
    return new JdkTransport(
        newClient(pool, options), pool, true, Proxies.login(options.proxyCredentials()));
  }

  /** The JDK checks the host's name in certificates whatever the parameters say. */
  static HttpClient newClient(Pool pool, TransportOptions options) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(new Proxies(options.proxySelector()))
            .executor(pool)
            .sslContext(options.sslContextOrDefault());
    SSLParameters parameters = options.sslParameters();
    if (parameters != null) {
      builder.sslParameters(parameters);
    }
    return builder.build();
  }

  /**
   * Creates a transport over a client of the application, for its TLS settings, proxy,
   * authenticator, cookie handler, connect timeout and threads. It is never closed.
   *
   * @param client the client to use
   * @return a new transport, to be closed
   * @throws IllegalArgumentException if the client follows redirects, which no request of it can
   *     undo
   */
  public static JdkTransport of(HttpClient client) {
    if (client.followRedirects() != HttpClient.Redirect.NEVER) {
      throw new IllegalArgumentException(
          "client: follows redirects; build it with followRedirects(NEVER)");
    }
    return new JdkTransport(client, new Pool(), false, Map.of());
  }

  @Override
  public Set<TransportKind> kinds() {
    return KINDS;
  }

  @Override
  public long maxMessageSize(TransportKind kind) {
    return Long.MAX_VALUE;
  }

  @Override
  public CompletableFuture<Response> exchange(Request request) {
    var exchange = new HttpExchange(withLogin(request), pool);
    try {
      HttpClient client = client();
      exchanges.add(exchange);
      CompletableFuture<Response> response = exchange.start(client);
      var unused = response.whenComplete((answer, error) -> exchanges.remove(exchange));
      if (http == null) { // closed meanwhile
        exchange.fail(TransportErrors.closed());
      }
      return response;
    } catch (IOException | RuntimeException e) { // invalid, or the client was shut down
      exchanges.remove(exchange);
      return CompletableFuture.failedFuture(Requests.explain(e, request));
    }
  }

  @Override
  public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
    var channel = new WebSocketChannel(withLogin(request), listener, pool, channels::remove);
    channels.add(channel);
    try {
      HttpRequests.checkWebSocket(kind, request);
      HttpRequests.check(request);
      channel.open(client());
      if (http == null) { // closed meanwhile
        channel.fail(TransportErrors.closed());
      }
    } catch (IOException | RuntimeException e) { // invalid, or the client was shut down
      channel.fail(Requests.explain(e, request));
    }
    return channel;
  }

  /** The JDK shows this header to proxies only. */
  private Request withLogin(Request request) {
    if (proxyLogin.isEmpty()) {
      return request;
    }
    var headers = new HashMap<>(request.headers());
    headers.putAll(proxyLogin);
    return new Request(
        request.method(),
        request.uri(),
        headers,
        request.body(),
        request.timeout(),
        request.maxResponse());
  }

  private HttpClient client() throws IOException {
    HttpClient client = http;
    if (client == null) {
      throw TransportErrors.closed();
    }
    return client;
  }

  @Override
  public void close() {
    HttpClient client = http;
    http = null;
    channels.forEach(channel -> channel.fail(TransportErrors.closed()));
    exchanges.forEach(exchange -> exchange.fail(TransportErrors.closed()));
    if (own && client != null) {
      shutdown(client);
    }
  }

  /** Calls a method that JDK 21 has and JDK 17 has not. Does not wait. */
  private static void shutdown(HttpClient client) {
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(client);
    } catch (NoSuchMethodException e) {
      // it ends when it is garbage
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new LinkageError("HttpClient.shutdownNow()", e);
    }
  }
}
