package socketio.jetty;

import java.io.IOException;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Transport;
import socketio.spi.TransportOptions;
import socketio.spi.support.HttpRequests;
import socketio.spi.support.TransportErrors;

/**
 * HTTP and WebSocket with Jetty's HttpClient: a few threads serve any number of connections.
 *
 * <p>With any client: no redirect is followed, no response is cut off by any timeout but that of
 * its {@link Transport.Request}, no channel by any idle timeout, and Jetty sends no pings. A
 * request is never repeated once it may have reached the server.
 *
 * <p>Channels: frames are written in batches, and one that follows a pause of 50 microseconds by
 * the thread that sends it. {@code maxResponse} is enforced before a message is assembled; a single
 * frame is refused by the length that it announces. A message to be sent may have up to 512 MiB;
 * one larger than {@code maxResponse} and than 64 KiB leaves in fragments. Compression
 * (permessage-deflate) is not offered. While {@code reading(false)} is in force nothing is read, so
 * that the peer's close frame and a broken connection remain unseen until reading resumes. {@code
 * close} gives the peer 2 seconds to answer, and more only while it takes what was queued (at most
 * 30 in all); then the channel fails.
 *
 * <p>Jetty has few threads, which make the callbacks: one that blocked would hold up other
 * connections.
 *
 * @since 1.0
 */
public final class JettyTransport implements Transport {
  private static final Set<TransportKind> KINDS =
      Set.of(TransportKind.POLLING, TransportKind.WEBSOCKET);

  private final HttpClient http;
  private final @Nullable OwnClient own;
  private final Routes routes;
  private final WebSocketCoreClient webSockets;
  private final Set<WebSocketChannel> channels = ConcurrentHashMap.newKeySet();
  private final Set<HttpExchange> exchanges = ConcurrentHashMap.newKeySet();
  private final Queue<Runnable> pending = new ConcurrentLinkedQueue<>();
  private volatile @Nullable Thread stopper;
  private volatile boolean closed;

  private JettyTransport(HttpClient http, @Nullable OwnClient own) {
    this.http = http;
    this.own = own;
    this.routes = own == null ? Routes.OF_THE_CLIENT : own.routes();
    this.webSockets = new WebSocketCoreClient(http, null);
    try {
      webSockets.start();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty's WebSocket client cannot be started", e);
    }
  }

  /**
   * Creates a transport with a client of its own: no cookies, TLS and proxies of the JVM, no limit
   * of connections, and daemon threads, twice as many as processors (but at least 8) at most,
   * beside a timer and up to 4 for name lookups and proxy selectors. Unused connections are closed
   * after a second.
   *
   * @return a new transport, to be closed
   * @throws IllegalStateException if the JVM's TLS settings are not valid
   */
  public static JettyTransport create() {
    return create(TransportOptions.defaults());
  }

  /**
   * Creates a transport with a client of its own, as {@link #create()} does, and with options for
   * TLS and proxies. Protocols and cipher suites that the options do not name are those of Jetty's
   * {@code SslContextFactory.Client}. Of the proxies that the selector names the first is used; its
   * answer counts for a second. Channels are opened through HTTP proxies by {@code CONNECT}, with
   * and without TLS.
   *
   * @param options the options
   * @return a new transport, to be closed
   * @throws IllegalStateException if there is no SSLContext in the options and the JVM's TLS
   *     settings are not valid
   */
  public static JettyTransport create(TransportOptions options) {
    OwnClient own = OwnClient.start(Objects.requireNonNull(options, "options must not be null"));
    return new JettyTransport(own, own);
  }

  /**
   * Creates a transport over a client of the application, for its TLS settings, proxies,
   * authentications, cookie store, name resolution, connect timeout and threads. The client is
   * neither changed nor ever stopped. Its limits apply: raise {@code maxConnectionsPerDestination}
   * (by default 64) if there will be more long polls to one server, and leave as many of its
   * threads free as Jetty requires.
   *
   * @param client the client to use, started
   * @return a new transport, to be closed before the client is stopped
   * @throws IllegalArgumentException if the client is not started
   */
  public static JettyTransport of(HttpClient client) {
    if (!Objects.requireNonNull(client, "client must not be null").isStarted()) {
      throw new IllegalArgumentException("client: not started; call its start() first");
    }
    return new JettyTransport(client, null);
  }

  @Override
  public Set<TransportKind> kinds() {
    return KINDS;
  }

  @Override
  public long maxMessageSize(TransportKind kind) {
    return kind.equals(TransportKind.WEBSOCKET) ? WebSocketChannel.MAX_MESSAGE : Long.MAX_VALUE;
  }

  @Override
  public CompletableFuture<Response> exchange(Request request) {
    var exchange = new HttpExchange(request);
    try {
      checkOpen();
      HttpRequests.check(request);
      exchanges.add(exchange);
      CompletableFuture<Response> response = exchange.start(http, routes);
      var unused = response.whenComplete((answer, error) -> exchanges.remove(exchange));
      if (closed) { // meanwhile
        exchange.fail(TransportErrors.closed());
      }
      return response;
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    } catch (RuntimeException e) { // the client was stopped, or refuses
      exchanges.remove(exchange);
      return CompletableFuture.failedFuture(Requests.explain(e, request));
    }
  }

  @Override
  public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
    var channel =
        new WebSocketChannel(
            request, listener, http.getScheduler(), this::execute, channels::remove);
    try {
      checkOpen();
      Handshake.check(kind, request);
    } catch (IOException e) {
      channel.fail(e);
      return channel;
    }
    channels.add(channel);
    channel.open(webSockets, request, routes);
    if (closed) { // meanwhile
      channel.fail(TransportErrors.closed());
    }
    return channel;
  }

  private void checkOpen() throws IOException {
    if (closed) {
      throw TransportErrors.closed();
    }
  }

  /** Runs a task even if the client is stopped, whose threads then drop their tasks. */
  private void execute(Runnable task) {
    pending.add(task);
    if (Thread.currentThread() == stopper) {
      return; // which runs everything
    }
    if (!closed) {
      try {
        http.getExecutor().execute(this::runNext);
        return;
      } catch (RejectedExecutionException e) {
        // the user has stopped the client
      }
    }
    Threads.daemon(this::runNext).start();
  }

  private boolean runNext() {
    Runnable task = pending.poll();
    if (task != null) {
      task.run();
    }
    return task != null;
  }

  /** Does not wait for the threads to end. */
  @Override
  public void close() {
    closed = true;
    synchronized (this) {
      if (stopper == null) {
        Thread thread = Threads.daemon(this::stop);
        stopper = thread;
        thread.start(); // stopping waits for threads of which this may be one
      }
    }
  }

  private void stop() {
    channels.forEach(channel -> channel.fail(TransportErrors.closed()));
    exchanges.forEach(exchange -> exchange.fail(TransportErrors.closed()));
    runPending();
    LifeCycle.stop(webSockets);
    if (own != null) {
      LifeCycle.stop(own);
      own.shutdownResolvers();
    }
    runPending();
  }

  private void runPending() {
    boolean more = true;
    while (more) {
      more = runNext();
    }
  }
}
