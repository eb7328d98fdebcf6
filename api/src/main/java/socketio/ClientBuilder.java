package socketio;

import java.net.CookieHandler;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import socketio.internal.Check;
import socketio.internal.Providers;
import socketio.spi.ClientObserver;
import socketio.spi.ClientProvider;
import socketio.spi.EngineProvider;
import socketio.spi.Loop;
import socketio.spi.Parser;
import socketio.spi.Transport;
import socketio.spi.WireTap;

/**
 * Builds clients. Each setting has a default; a later call replaces an earlier one. A builder may
 * build several clients, which share what was passed to it. Not thread-safe.
 *
 * @since 1.0
 */
public final class ClientBuilder {
  // Read by Settings.
  @Nullable String transportName;
  @Nullable Transport transport;
  @Nullable String parserName;
  @Nullable Parser parser;
  @Nullable String engineName;
  @Nullable EngineProvider engine;
  @Nullable SSLContext sslContext;
  @Nullable SSLParameters sslParameters;
  @Nullable ProxySelector proxySelector;
  @Nullable PasswordAuthentication proxyCredentials;
  @Nullable CookieHandler cookies;
  @Nullable Loop loop;
  @Nullable Executor handlerExecutor;
  @Nullable Consumer<? super Throwable> onError;
  Reconnection reconnection = Reconnection.defaults();
  OfflinePolicy offline = OfflinePolicy.fail();
  Duration callTimeout = Duration.ofSeconds(60);
  long maxMessageSize = 128L << 20;
  boolean concurrentHandlers;
  @Nullable ClientObserver observer;
  @Nullable WireTap wireTap;
  @Nullable Consumer<? super String> packetLines;

  ClientBuilder() {}

  /**
   * Selects the transport provider by name. Default: the only one found, or the one with the
   * highest priority.
   *
   * @param name the provider's name, such as {@code "okhttp"}
   * @return this builder
   */
  public ClientBuilder transport(String name) {
    transportName = Check.notNull(name, "name");
    transport = null;
    return this;
  }

  /**
   * Sets the transport. The client never closes it, so several clients may share it. TLS and
   * proxies must then be configured on the transport itself: neither {@code tls} nor {@code proxy}
   * can be used. Default: one of the client's own, from the provider.
   *
   * @param transport the transport
   * @return this builder
   */
  public ClientBuilder transport(Transport transport) {
    this.transport = Check.notNull(transport, "transport");
    transportName = null;
    return this;
  }

  /**
   * Sets the TLS context for every transport: which servers are trusted, and which certificate the
   * client presents when a server requests one. Server certificates and host names are always
   * verified. Default: {@link SSLContext#getDefault()}, which respects {@code
   * javax.net.ssl.trustStore} and similar system properties.
   *
   * @param context the initialised context
   * @return this builder
   */
  public ClientBuilder tls(SSLContext context) {
    sslContext = Check.notNull(context, "context");
    sslParameters = null;
    return this;
  }

  /**
   * Sets the TLS context, as {@link #tls(SSLContext)} does, and the TLS parameters: protocols,
   * cipher suites and so on. Host names are verified as for HTTPS, regardless of the endpoint
   * identification algorithm in the parameters; server names and application protocols in them have
   * no effect.
   *
   * @param context the initialised context
   * @param parameters the parameters, which must not be changed afterwards
   * @return this builder
   */
  public ClientBuilder tls(SSLContext context, SSLParameters parameters) {
    sslContext = Check.notNull(context, "context");
    sslParameters = Check.notNull(parameters, "parameters");
    return this;
  }

  /**
   * Sets the selector of HTTP and SOCKS 5 proxies for every transport. Default: {@link
   * ProxySelector#getDefault()}, which respects {@code https.proxyHost}, {@code
   * http.nonProxyHosts}, {@code socksProxyHost} and similar system properties.
   *
   * @param selector called before connections are opened, on any thread, with the {@code http} or
   *     {@code https} address of the server. OkHttp tries the returned proxies one after another;
   *     other transports may try only the first
   * @return this builder
   */
  public ClientBuilder proxy(ProxySelector selector) {
    proxySelector = Check.notNull(selector, "selector");
    proxyCredentials = null;
    return this;
  }

  /**
   * Sets the proxy selector and the proxy credentials: {@code Basic} authentication at HTTP
   * proxies, user name and password at SOCKS 5 proxies. OkHttp and the JDK do not support the
   * latter: with them, if the selector returns a SOCKS proxy, connecting fails with an error that
   * says so. If a proxy refuses the credentials, connecting fails with a {@link
   * ConnectionException} with HTTP status 407.
   *
   * @param selector the selector, as in {@link #proxy(ProxySelector)}
   * @param credentials the credentials for every proxy that the selector returns, sent preemptively
   * @return this builder
   */
  public ClientBuilder proxy(ProxySelector selector, PasswordAuthentication credentials) {
    proxySelector = Check.notNull(selector, "selector");
    proxyCredentials = Check.notNull(credentials, "credentials");
    return this;
  }

  /**
   * Selects the parser provider by name. Default: the only one found, or the one with the highest
   * priority.
   *
   * @param name the provider's name, such as {@code "json"}
   * @return this builder
   */
  public ClientBuilder parser(String name) {
    parserName = Check.notNull(name, "name");
    parser = null;
    return this;
  }

  /**
   * Sets the parser, which must match the server's. Default: the provider's.
   *
   * @param parser the parser
   * @return this builder
   */
  public ClientBuilder parser(Parser parser) {
    this.parser = Check.notNull(parser, "parser");
    parserName = null;
    return this;
  }

  /**
   * Selects the engine provider by name. Default: the only one found, or the one with the highest
   * priority.
   *
   * @param name the provider's name, such as {@code "engineio"}
   * @return this builder
   */
  public ClientBuilder engine(String name) {
    engineName = Check.notNull(name, "name");
    engine = null;
    return this;
  }

  /**
   * Sets the engine. Default: as in {@link #engine(String)}.
   *
   * @param engine the provider
   * @return this builder
   */
  public ClientBuilder engine(EngineProvider engine) {
    this.engine = Check.notNull(engine, "engine");
    engineName = null;
    return this;
  }

  /**
   * Sets how the client reconnects after losing the connection. Default: {@link
   * Reconnection#defaults()}.
   *
   * @param reconnection the settings
   * @return this builder
   */
  public ClientBuilder reconnection(Reconnection reconnection) {
    this.reconnection = Check.notNull(reconnection, "reconnection");
    return this;
  }

  /**
   * Enables reconnection with its default settings, or disables it. Default: true.
   *
   * @param enabled whether to reconnect
   * @return this builder
   */
  public ClientBuilder reconnection(boolean enabled) {
    return reconnection(enabled ? Reconnection.defaults() : Reconnection.none());
  }

  /**
   * Sets how long calls, and attempts of events with {@linkplain EmitOptions#retries(int) retries},
   * wait for their acknowledgement. Default: 60 seconds.
   *
   * @param timeout the timeout, more than zero
   * @return this builder
   * @throws IllegalArgumentException if the timeout is not positive
   */
  public ClientBuilder callTimeout(Duration timeout) {
    callTimeout = Check.positive(timeout, "timeout");
    return this;
  }

  /**
   * Sets the executor that runs handlers and the dependent stages of futures, for example one that
   * runs tasks on a UI thread. They still run one at a time and in order. Default: virtual threads
   * if the JVM supports them, otherwise daemon threads.
   *
   * @param executor the executor. Its {@code execute} must not block and should not run the task
   *     itself: {@link Client} says what that means for handlers. If it rejects tasks, they run on
   *     the library's threads and a warning is logged. The client never shuts it down
   * @return this builder
   */
  public ClientBuilder handlerExecutor(Executor executor) {
    handlerExecutor = Check.notNull(executor, "executor");
    return this;
  }

  /**
   * Sets what happens to events emitted while their namespace is not connected. Default: {@link
   * OfflinePolicy#fail}.
   *
   * @param policy the policy
   * @return this builder
   */
  public ClientBuilder offline(OfflinePolicy policy) {
    offline = Check.notNull(policy, "policy");
    return this;
  }

  /**
   * Allows events to be handled concurrently, each independently of the others and in no particular
   * order; the handlers of one event are still called one after another. Handlers of the
   * connection, such as {@code onConnect}, still run one at a time and in order, but not in order
   * with events. Default: one event at a time, in the order of arrival.
   *
   * @return this builder
   */
  public ClientBuilder concurrentHandlers() {
    concurrentHandlers = true;
    return this;
  }

  /**
   * Sets the handler for errors that cannot be reported elsewhere: exceptions from handlers,
   * arguments that cannot be read as a handler's type, acknowledgements that cannot be encoded, and
   * events that are lost after a blocking {@link Emitter#emit} has returned (if there are very
   * many, the last of them are reported as a single count). Runs where handlers run, but for an
   * exception of a {@linkplain Client#startBackgroundTask background task} on the thread of that
   * task. Default: logs a message at level WARNING.
   *
   * @param handler the handler
   * @return this builder
   */
  public ClientBuilder onError(Consumer<? super Throwable> handler) {
    onError = Check.notNull(handler, "handler");
    return this;
  }

  /**
   * Sets the observer of packets, bytes, times and connections, for metrics. Default: none, at no
   * cost.
   *
   * @param observer the observer
   * @return this builder
   */
  public ClientBuilder observer(ClientObserver observer) {
    this.observer = Check.notNull(observer, "observer");
    return this;
  }

  /**
   * Sets the tap that receives every packet with its content, for debugging. Default: none, at no
   * cost. The logger {@code socketio.packets} logs the same packets without content at level DEBUG,
   * along with the lifecycle of connections.
   *
   * @param tap the tap
   * @return this builder
   */
  public ClientBuilder wireTap(WireTap tap) {
    wireTap = Check.notNull(tap, "tap");
    packetLines = null;
    return this;
  }

  /**
   * Sets a tap that receives a one-line description of every packet, such as {@code -> EVENT /
   * "news" #3 ["tea", 2]}: the direction, type, namespace, event name, acknowledgement id, and the
   * values except those that a {@link WireTap} never shows. Binary data appears only as a byte
   * count, and a line has at most about 4,000 characters. {@code wireTap(System.out::println)}
   * prints the lines.
   *
   * @param lines receives the lines, under the same conditions as a {@link WireTap} receives
   *     packets
   * @return this builder
   */
  public ClientBuilder wireTap(Consumer<? super String> lines) {
    packetLines = Check.notNull(lines, "lines");
    wireTap = null;
    return this;
  }

  /**
   * Sets the cookie store. Default: one in-memory store per client, shared by both transports,
   * which is all that sticky load balancers need. It has the limits of a browser, so that no server
   * can exhaust memory: 180 cookies of 4096 characters each. Beyond that the oldest are removed,
   * and larger ones are ignored.
   *
   * @param cookies the store
   * @return this builder
   */
  public ClientBuilder cookies(CookieHandler cookies) {
    this.cookies = Check.notNull(cookies, "cookies");
    return this;
  }

  /**
   * Sets the loop that owns the client's state. Intended for tests, which can thus control its
   * thread and clock. A loop serves only one client. Default: one of the client's own, on library
   * threads.
   *
   * @param loop the loop
   * @return this builder
   */
  public ClientBuilder loop(Loop loop) {
    this.loop = Check.notNull(loop, "loop");
    return this;
  }

  /**
   * Sets the maximum size of a message from the server, and of a polling response. A larger one
   * ends the connection. Default: 128 MiB.
   *
   * @param bytes the limit in bytes, from 1 to 2^31 - 9
   * @return this builder
   * @throws IllegalArgumentException if the limit is outside that range
   */
  public ClientBuilder maxMessageSize(long bytes) {
    if (bytes <= 0 || bytes > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("bytes: " + bytes + " must be between 1 and 2147483639");
    }
    maxMessageSize = bytes;
    return this;
  }

  /**
   * Builds a client with these settings.
   *
   * @return a new client, not connected
   * @throws IllegalStateException if {@code socketio-core}, an engine, a transport or a parser is
   *     missing, ambiguous or cannot be loaded (the message says what to do), or if TLS or a proxy
   *     is set and does not apply to the transport
   * @throws IllegalArgumentException if no provider has the requested name
   */
  public Client build() {
    return buildAsync().blocking();
  }

  /**
   * Builds an asynchronous client with these settings.
   *
   * @return a new client, not connected
   * @throws IllegalStateException as in {@link #build}
   * @throws IllegalArgumentException as in {@link #build}
   */
  public AsyncClient buildAsync() {
    return provider().create(Settings.of(this));
  }

  /** Builds a client without handlers; throws as {@link #build} does. */
  AsyncSimpleClient buildSimple() {
    return provider().createSimple(Settings.of(this));
  }

  /** Looked up first: if only the API is present, its error lists everything that is missing. */
  private static ClientProvider provider() {
    return Providers.find(ClientProvider.class, null);
  }
}
