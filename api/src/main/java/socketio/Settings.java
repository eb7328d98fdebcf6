package socketio;

import java.net.CookieHandler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.spi.ClientConfig;
import socketio.spi.ClientObserver;
import socketio.spi.EngineProvider;
import socketio.spi.Loop;
import socketio.spi.Parser;
import socketio.spi.Transport;
import socketio.spi.WireTap;

/** The settings that a builder has collected. */
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
    implements ClientConfig {}
