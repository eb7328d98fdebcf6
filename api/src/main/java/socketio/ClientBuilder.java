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
import socketio.spi.ClientConfig;
import socketio.spi.ClientObserver;
import socketio.spi.ClientProvider;
import socketio.spi.EngineProvider;
import socketio.spi.Loop;
import socketio.spi.Parser;
import socketio.spi.ParserProvider;
import socketio.spi.Transport;
import socketio.spi.TransportOptions;
import socketio.spi.TransportProvider;
import socketio.spi.WireTap;

/** Builds clients. Not thread-safe; may be used for several clients. */
public final class ClientBuilder {
  private @Nullable String transportName;
  private @Nullable Transport transport;
  private @Nullable String parserName;
  private @Nullable Parser parser;
  private @Nullable String engineName;
  private @Nullable EngineProvider engine;
  private @Nullable SSLContext sslContext;
  private @Nullable SSLParameters sslParameters;
  private @Nullable ProxySelector proxySelector;
  private @Nullable PasswordAuthentication proxyCredentials;
  private @Nullable CookieHandler cookies;
  private @Nullable Loop loop;
  private @Nullable Executor handlerExecutor;
  private @Nullable Consumer<? super Throwable> onError;
  private Reconnection reconnection = Reconnection.defaults();
  private OfflinePolicy offline = OfflinePolicy.fail();
  private Duration callTimeout = Duration.ofSeconds(60);
  private long maxMessageSize = 128L << 20;
  private boolean concurrentHandlers;
  private @Nullable ClientObserver observer;
  private @Nullable WireTap wireTap;
  private @Nullable Consumer<? super String> packetLines;

  ClientBuilder() {}

  /**
   * Chooses the transport provider. Default: the one found, or the one of highest priority.
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
   * Sets the transport. The client uses it and never closes it, so that several clients may share
   * it. TLS and proxies are then its own affair: neither {@code tls} nor {@code proxy} can be used.
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
   * Sets who is trusted, and what certificate the client shows to a server that asks for one, on
   * every transport. Certificates of servers and the names of their hosts are always checked.
   * Default: {@link SSLContext#getDefault()}, to which {@code javax.net.ssl.trustStore} and the
   * like apply.
   *
   * @param context the context, initialised
   * @return this builder
   */
  public ClientBuilder tls(SSLContext context) {
    sslContext = Check.notNull(context, "context");
    sslParameters = null;
    return this;
  }

  /**
   * Sets who is trusted, as {@link #tls(SSLContext)} does, and how TLS is spoken: protocols, cipher
   * suites and so on. Names of hosts are checked as for HTTPS, whatever endpoint identification
   * algorithm the parameters name; server names and application protocols in them have no effect.
   *
   * @param context the context, initialised
   * @param parameters the parameters, not to be changed afterwards
   * @return this builder
   */
  public ClientBuilder tls(SSLContext context, SSLParameters parameters) {
    sslContext = Check.notNull(context, "context");
    sslParameters = Check.notNull(parameters, "parameters");
    return this;
  }

  /**
   * Sets which proxy, if any, leads to a server, on every transport: HTTP proxies and SOCKS 5.
   * Default: {@link ProxySelector#getDefault()}, to which {@code https.proxyHost}, {@code
   * http.nonProxyHosts}, {@code socksProxyHost} and the like apply.
   *
   * @param selector asked before connections are made, by any thread, with the {@code http} or
   *     {@code https} address of the server. OkHttp tries the proxies that it names one after
   *     another, other transports may try the first one only
   * @return this builder
   */
  public ClientBuilder proxy(ProxySelector selector) {
    proxySelector = Check.notNull(selector, "selector");
    proxyCredentials = null;
    return this;
  }

  /**
   * Sets which proxy leads to a server, and how to log in there: by {@code Basic} at HTTP proxies,
   * by user name and password at SOCKS 5 proxies. OkHttp and the JDK cannot do the latter: where
   * the selector names a SOCKS proxy, connecting by them fails and says so. A refusal is a {@link
   * ConnectionException} with HTTP status 407.
   *
   * @param selector as of {@link #proxy(ProxySelector)}
   * @param credentials for every proxy that the selector names, sent without being asked for
   * @return this builder
   */
  public ClientBuilder proxy(ProxySelector selector, PasswordAuthentication credentials) {
    proxySelector = Check.notNull(selector, "selector");
    proxyCredentials = Check.notNull(credentials, "credentials");
    return this;
  }

  /**
   * Chooses the parser provider. Default: the one found, or the one of highest priority.
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
   * Sets the parser; it must be the server's.
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
   * Chooses the engine provider. Default: the one found, or the one of highest priority.
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
   * Sets the engine.
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
   * Sets how the client comes back after the connection was lost. Default: {@link
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
   * Switches reconnection on, with its defaults, or off.
   *
   * @param enabled whether to reconnect
   * @return this builder
   */
  public ClientBuilder reconnection(boolean enabled) {
    return reconnection(enabled ? Reconnection.defaults() : Reconnection.none());
  }

  /**
   * Sets how long calls wait for their acknowledgement. Default: 60 seconds.
   *
   * @param timeout the timeout
   * @return this builder
   */
  public ClientBuilder callTimeout(Duration timeout) {
    callTimeout = Check.positive(timeout, "timeout");
    return this;
  }

  /**
   * Sets the executor that runs handlers and what depends on futures, for instance the thread of a
   * user interface. They still run one at a time and in order. Default: virtual threads where the
   * JVM has them, else daemon threads.
   *
   * @param executor the executor; it must run tasks on threads of its own, never in {@code execute}
   *     itself, which must not block. The client never shuts it down
   * @return this builder
   */
  public ClientBuilder handlerExecutor(Executor executor) {
    handlerExecutor = Check.notNull(executor, "executor");
    return this;
  }

  /**
   * Sets what becomes of events that are emitted while their namespace is not connected. Default:
   * {@link OfflinePolicy#fail}.
   *
   * @param policy the policy
   * @return this builder
   */
  public ClientBuilder offline(OfflinePolicy policy) {
    offline = Check.notNull(policy, "policy");
    return this;
  }

  /**
   * Gives up the order of handlers: each event is handled on its own, several at the same time.
   *
   * @return this builder
   */
  public ClientBuilder concurrentHandlers() {
    concurrentHandlers = true;
    return this;
  }

  /**
   * Sets what hears of errors that have no other place to go: what handlers throw, arguments that a
   * handler's type cannot hold, acknowledgements that cannot be encoded, events that get lost after
   * a blocking {@link Emitter#emit} has returned (where they are very many, the last of them as one
   * number). Runs where handlers run. Default: a log message at level WARNING.
   *
   * @param handler the handler
   * @return this builder
   */
  public ClientBuilder onError(Consumer<? super Throwable> handler) {
    onError = Check.notNull(handler, "handler");
    return this;
  }

  /**
   * Sets what hears of packets, bytes, times and connections, for metrics. Default: nothing, at no
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
   * Sets what sees every packet with its content, for debugging. Default: nothing, at no cost.
   * Without content, the logger {@code socketio.packets} says the same at level DEBUG, beside the
   * life of connections.
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
   * Describes every packet in one line, as in {@code -> EVENT / "news" #3 ["tea", 2]}: the
   * direction, the type, the namespace, an event's name, the id of an acknowledgement, and the
   * values but for what a {@link WireTap} never shows. Bytes are only counted, and a line has about
   * 4,000 characters at most. {@code wireTap(System.out::println)} prints them.
   *
   * @param lines takes the lines, as a {@link WireTap} takes packets
   * @return this builder
   */
  public ClientBuilder wireTap(Consumer<? super String> lines) {
    packetLines = Check.notNull(lines, "lines");
    wireTap = null;
    return this;
  }

  /**
   * Sets where cookies are kept. Default: in memory, one store for each client, used on both
   * transports; sticky load balancers need no more. It keeps as much as browsers do, so that no
   * server can fill the memory: 180 cookies of 4096 characters each. Beyond that the oldest go, and
   * larger ones are not taken.
   *
   * @param cookies the store
   * @return this builder
   */
  public ClientBuilder cookies(CookieHandler cookies) {
    this.cookies = Check.notNull(cookies, "cookies");
    return this;
  }

  /**
   * Sets the loop that owns the client's state. For tests, which so control its thread and its
   * clock; a loop serves one client only.
   *
   * @param loop the loop
   * @return this builder
   */
  public ClientBuilder loop(Loop loop) {
    this.loop = Check.notNull(loop, "loop");
    return this;
  }

  /**
   * Limits what one message of the server, or one polling response, may have. A larger one ends the
   * connection. Default: 128 MiB.
   *
   * @param bytes the limit, at most 2^31 - 9
   * @return this builder
   */
  public ClientBuilder maxMessageSize(long bytes) {
    if (bytes <= 0 || bytes > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException("bytes: " + bytes + " must be from 1 to 2147483639");
    }
    maxMessageSize = bytes;
    return this;
  }

  /**
   * Makes a client with these settings.
   *
   * @return a new client, not connected
   * @throws IllegalStateException if engine, transport or parser is missing or cannot be chosen;
   *     the message says what to add; if TLS or a proxy is set and the transport cannot have it
   * @throws IllegalArgumentException if no provider has the name asked for
   */
  public Client build() {
    return buildAsync().blocking();
  }

  /**
   * Makes a client with these settings.
   *
   * @return a new client, not connected
   * @throws IllegalStateException as in {@link #build}
   * @throws IllegalArgumentException as in {@link #build}
   */
  public AsyncClient buildAsync() {
    return provider().create(settings());
  }

  /** Builds a client without handlers; throws as {@link #build} does. */
  AsyncSimpleClient buildSimple() {
    return provider().createSimple(settings());
  }

  /**
   * Found before all else: where nothing but the API is there, its error names all that is missing.
   */
  private static ClientProvider provider() {
    return Providers.find(ClientProvider.class, null);
  }

  private ClientConfig settings() {
    EngineProvider chosenEngine =
        engine != null ? engine : Providers.find(EngineProvider.class, engineName);
    Parser chosenParser = parser != null ? parser : newParser();
    boolean ownsTransport = transport == null;
    Transport chosenTransport = chooseTransport();
    return new Settings(
        chosenEngine,
        chosenParser,
        chosenTransport,
        ownsTransport,
        cookies,
        reconnection,
        offline,
        callTimeout,
        maxMessageSize,
        loop,
        handlerExecutor,
        concurrentHandlers,
        onError,
        observer,
        wireTap,
        packetLines);
  }

  private Parser newParser() {
    ParserProvider provider = Providers.find(ParserProvider.class, parserName);
    return Providers.make(provider, provider::create);
  }

  private Transport chooseTransport() {
    var options = new TransportOptions(sslContext, sslParameters, proxySelector, proxyCredentials);
    if (transport == null) {
      TransportProvider provider = Providers.find(TransportProvider.class, transportName);
      return Providers.make(provider, () -> provider.create(options));
    }
    if (!options.equals(TransportOptions.DEFAULTS)) {
      throw new IllegalStateException(
          "tls(…) and proxy(…) are for transports that the client makes for itself; configure the"
              + " one that is passed to transport(…), or leave it out");
    }
    return transport;
  }
}
