package socketio.internal;

import java.net.CookieHandler;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.OfflinePolicy;
import socketio.Reconnection;
import socketio.spi.ClientObserver;
import socketio.spi.EngineProvider;
import socketio.spi.Loop;
import socketio.spi.Parser;
import socketio.spi.Transport;
import socketio.spi.WireTap;

/** What a builder has collected; null stands for a default that the client makes for itself. */
public record Settings(
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
    @Nullable WireTap wireTap) {}
