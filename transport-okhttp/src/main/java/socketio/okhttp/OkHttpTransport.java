package socketio.okhttp;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.CookieJar;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Transport;
import socketio.spi.TransportOptions;
import socketio.spi.support.HttpRequests;
import socketio.spi.support.TransportErrors;

/**
 * HTTP and WebSocket with OkHttp.
 *
 * <p>With any client: no redirect is followed, nothing is cached, no response is cut off by any
 * timeout but that of its {@link Transport.Request}, OkHttp sends no pings, and the number of
 * simultaneous requests and channels is not limited. A request is never repeated once it may have
 * reached the server; for this a pooled HTTP/1.1 connection that was idle for more than a second is
 * replaced rather than used for an exchange.
 *
 * <p>Channels: {@code maxResponse} is enforced before a message is assembled, and for a compressed
 * message after it has been decompressed as well. A message to be sent may have up to 16 MiB. A
 * channel fails after 10,000 WebSocket pings if the peer does not read the answers. While {@code
 * reading(false)} is in force OkHttp's reader waits, so that the peer's close frame and a broken
 * connection remain unseen until reading resumes; {@link Channel#close} and {@link Channel#abort}
 * work nevertheless. {@code close} gives the peer 2 seconds to answer, and more only while it takes
 * what was queued (at most 30 in all); then the channel fails.
 *
 * <p>OkHttp fails a connection with more than 16 MiB queued, so that further frames wait in a queue
 * of the channel. While there are any, or a drain is to be reported, the timer thread of the
 * transport checks OkHttp's queue every 1 to 16 ms.
 *
 * <p>A name lookup cannot be interrupted: a timeout that expires during one takes effect when it
 * ends. Cancelling and aborting take effect at once.
 *
 * <p>All threads are daemons. Those of OkHttp that all its clients of a JVM share (their names
 * begin with "OkHttp TaskRunner", or with "OkHttp" and the host while they are at work, and "Okio
 * Watchdog") outlive every transport by up to a minute.
 *
 * @since 1.0
 */
public final class OkHttpTransport implements Transport {
  private static final Set<TransportKind> KINDS =
      Set.of(TransportKind.POLLING, TransportKind.WEBSOCKET);
  private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final OkHttpClient http;
  private final OkHttpClient webSockets;

  /**
   * Makes callbacks of channels: the application's executor may have no thread to spare for them.
   */
  private final ExecutorService callbacks;

  private final boolean owner;
  private final Timers timers = new Timers();
  private final Set<WebSocketChannel> channels = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private OkHttpTransport(OkHttpClient client, boolean owner) {
    this.owner = owner;
    ExecutorService executor = client.dispatcher().executorService();
    this.callbacks = owner ? executor : Threads.newExecutor();
    var dispatcher = new Dispatcher(executor);
    dispatcher.setMaxRequests(Integer.MAX_VALUE);
    dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
    this.webSockets =
        client
            .newBuilder()
            .dispatcher(dispatcher)
            .socketFactory(new PromptSockets(client.socketFactory()))
            .followRedirects(false)
            .followSslRedirects(false)
            .cache(null)
            .callTimeout(Duration.ZERO)
            .readTimeout(Duration.ZERO)
            .writeTimeout(Duration.ZERO)
            .pingInterval(Duration.ZERO)
            .build();
    OkHttpClient.Builder exchanges = webSockets.newBuilder().retryOnConnectionFailure(false);
    new StaleConnections(MAX_IDLE_NANOS, System::nanoTime).install(exchanges);
    this.http = exchanges.build();
  }

  /**
   * Creates a transport with a client of its own: no cookies, TLS and proxies of the JVM, and
   * threads that are virtual if the JVM has virtual threads.
   *
   * @return a new transport, to be closed
   * @throws IllegalStateException if the JVM's TLS settings are not valid
   */
  public static OkHttpTransport create() {
    return create(TransportOptions.defaults());
  }

  /**
   * Creates a transport with a client of its own, as {@link #create()} does, and with options for
   * TLS and proxies. Protocols and cipher suites that the options do not name are those of OkHttp's
   * {@code ConnectionSpec.MODERN_TLS}; the proxies that the selector names are tried one after
   * another.
   *
   * <p>OkHttp cannot log in to a SOCKS proxy: with credentials, connections fail if the selector
   * names one. It opens a WebSocket without TLS through an HTTP proxy with an ordinary request, not
   * with {@code CONNECT}: many proxies refuse that, and the client then stays with polling if it
   * may.
   *
   * @param options the options
   * @return a new transport, to be closed
   * @throws IllegalStateException if there is no SSLContext in the options and the JVM's TLS
   *     settings are not valid
   */
  public static OkHttpTransport create(TransportOptions options) {
    Objects.requireNonNull(options, "options must not be null");
    var client =
        new OkHttpClient.Builder().cookieJar(CookieJar.NO_COOKIES).connectTimeout(Duration.ZERO);
    Tls.apply(options, client);
    new Proxies(options).install(client);
    return new OkHttpTransport(
        client
            .dispatcher(new Dispatcher(Threads.newExecutor()))
            .connectionPool(
                new ConnectionPool(Integer.MAX_VALUE, 2 * MAX_IDLE_NANOS, TimeUnit.NANOSECONDS))
            .build(),
        true);
  }

  /**
   * Creates a transport over a client of the application, for its TLS settings, proxy,
   * authenticators, interceptors, cookie jar, DNS, connect timeout and connection pool. The client
   * is neither changed nor ever shut down. Its dispatcher's executor runs the requests and one task
   * per open channel, but past that dispatcher's limits; if the executor itself has a limit, it
   * must leave room for as many tasks as there will be long polls and channels.
   *
   * @param client the client to use
   * @return a new transport, to be closed before the client is shut down
   */
  public static OkHttpTransport of(OkHttpClient client) {
    return new OkHttpTransport(Objects.requireNonNull(client, "client must not be null"), false);
  }

  @Override
  public Set<TransportKind> kinds() {
    return KINDS;
  }

  @Override
  public long maxMessageSize(TransportKind kind) {
    return kind.equals(TransportKind.WEBSOCKET) ? OutgoingQueue.MAX_MESSAGE : Long.MAX_VALUE;
  }

  @Override
  public CompletableFuture<Response> exchange(Request request) {
    okhttp3.Request translated;
    try {
      checkOpen();
      translated = Requests.toOkHttp(request);
    } catch (IOException e) {
      return failed(e);
    }
    CompletableFuture<Response> response = new HttpExchange(request).start(http, translated);
    if (closed) { // meanwhile
      http.dispatcher().cancelAll();
    }
    return response;
  }

  private static <T> CompletableFuture<T> failed(IOException cause) {
    var failed = new CompletableFuture<T>();
    failed.completeExceptionally(cause);
    return failed;
  }

  @Override
  public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
    var channel = new WebSocketChannel(request, listener, timers, this::execute, channels::remove);
    okhttp3.Request translated;
    try {
      checkOpen();
      HttpRequests.checkWebSocket(kind, request);
      translated = Requests.toOkHttp(request);
    } catch (IOException e) {
      channel.fail(e);
      return channel;
    }
    OkHttpClient client =
        webSockets
            .newBuilder()
            .callTimeout(Duration.ofMillis(HttpRequests.timeoutMillis(request)))
            .addInterceptor(new MessageLimit(request.maxResponse()))
            .build();
    channels.add(channel);
    channel.open(client, translated);
    if (closed) { // meanwhile
      channel.abort();
    }
    return channel;
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw TransportErrors.closed();
    }
  }

  /** Runs a task even if the executor has been shut down. */
  private void execute(Runnable task) {
    try {
      callbacks.execute(task);
    } catch (RejectedExecutionException e) {
      Threads.daemon(task).start();
    }
  }

  @Override
  public void close() {
    closed = true;
    channels.forEach(channel -> channel.fail(TransportErrors.closed()));
    http.dispatcher().cancelAll();
    timers.close();
    callbacks.shutdown();
    if (owner) {
      http.connectionPool().evictAll();
    }
  }
}
