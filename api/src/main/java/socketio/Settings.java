package socketio;

import java.net.CookieHandler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.internal.Providers;
import socketio.spi.ClientConfig;
import socketio.spi.ClientObserver;
import socketio.spi.EngineProvider;
import socketio.spi.Loop;
import socketio.spi.Parser;
import socketio.spi.ParserProvider;
import socketio.spi.Transport;
import socketio.spi.TransportOptions;
import socketio.spi.TransportProvider;
import socketio.spi.WireTap;

/** The settings that a builder has collected, with the chosen engine, parser and transport. */
record Settings(
    EngineProvider engine,
    Parser parser,
    Transport transport,
    boolean ownsTransport,
    @Nullable CookieHandler cookies,
    Reconnection reconnection,
    OfflinePolicy offline,
    Duration callTimeout,
    long maxMessageSize,
    @Nullable Loop loop,
    @Nullable Executor handlerExecutor,
    boolean concurrentHandlers,
    @Nullable Consumer<? super Throwable> onError,
    @Nullable ClientObserver observer,
    @Nullable WireTap wireTap,
    @Nullable Consumer<? super String> packetLines)
    implements ClientConfig {
  /**
   * Returns the settings of a builder as they are now.
   *
   * @throws IllegalStateException as {@link ClientBuilder#build} does
   * @throws IllegalArgumentException as {@link ClientBuilder#build} does
   */
  static Settings of(ClientBuilder builder) {
    EngineProvider engine = builder.engine;
    Parser parser = builder.parser;
    return new Settings(
        engine != null ? engine : Providers.find(EngineProvider.class, builder.engineName),
        parser != null ? parser : newParser(builder.parserName),
        transport(builder),
        builder.transport == null,
        builder.cookies,
        builder.reconnection,
        builder.offline,
        builder.callTimeout,
        builder.maxMessageSize,
        builder.loop,
        builder.handlerExecutor,
        builder.concurrentHandlers,
        builder.onError,
        builder.observer,
        builder.wireTap,
        builder.packetLines);
  }

  private static Parser newParser(@Nullable String name) {
    ParserProvider provider = Providers.find(ParserProvider.class, name);
    return Providers.create(provider, provider::create);
  }

  private static Transport transport(ClientBuilder builder) {
    var options =
        TransportOptions.defaults()
            .sslContext(builder.sslContext)
            .sslParameters(builder.sslParameters)
            .proxySelector(builder.proxySelector)
            .proxyCredentials(builder.proxyCredentials);
    Transport given = builder.transport;
    if (given == null) {
      TransportProvider provider = Providers.find(TransportProvider.class, builder.transportName);
      return Providers.create(provider, () -> provider.create(options));
    }
    if (!options.equals(TransportOptions.defaults())) {
      throw new IllegalStateException(
          "tls(…) and proxy(…) apply only to a transport that the client creates itself; configure"
              + " the one passed to transport(…) instead, or do not pass one");
    }
    return given;
  }
}
