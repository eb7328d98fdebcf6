package socketio.core.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import socketio.BaseClient.ReconnectionHandler;
import socketio.BaseClient.StateHandler;
import socketio.ClientClosedException;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.Reconnection;
import socketio.Subscription;
import socketio.TransportKind;
import socketio.core.Log;
import socketio.core.connection.ConnectRequest;
import socketio.core.connection.Connection;
import socketio.core.connection.ConnectionHost;
import socketio.core.handlers.Registrations;
import socketio.core.link.EngineLink;
import socketio.core.link.EngineLinks;
import socketio.core.link.LinkEvents;
import socketio.core.link.ResolvedOptions;
import socketio.core.namespace.NamespaceHost;
import socketio.core.namespace.Namespaces;
import socketio.core.runtime.Blocking;
import socketio.core.runtime.ClientClosed;
import socketio.core.runtime.ClientContext;
import socketio.core.runtime.LaneFuture;
import socketio.core.runtime.SharedThreads;
import socketio.internal.Check;
import socketio.internal.ConnectSpec;
import socketio.internal.Durations;
import socketio.spi.ClientConfig;

/**
 * One client, without its views: builds its parts, connects, waits, closes. Any thread, except
 * where marked otherwise.
 */
final class ClientLifecycle implements ConnectionHost, NamespaceHost {
  /** The number of clients so far, from which their names in the log derive. */
  private static final AtomicLong CLIENTS = new AtomicLong();

  private final String name = "client " + CLIENTS.incrementAndGet();

  private final ClientConfig config;
  private final SharedThreads threads;
  private final ClientContext context;
  private final Connection connection;
  private final LinkEvents linkEvents;
  private final EngineLinks links;
  private final Namespaces namespaces;
  private final Registrations<StateHandler> stateHandlers = new Registrations<>();
  private final Registrations<ReconnectionHandler> reconnectionHandlers = new Registrations<>();
  private final Waiters waiters;

  /** Completes when the client is closed, with the time of {@link System#nanoTime}. */
  private final CompletableFuture<Long> closedAt = new CompletableFuture<>();

  /** Completes when all is released. Never given out, as the application could complete it. */
  private final CompletableFuture<Void> released = new CompletableFuture<>();

  // Snapshots for other threads, written in the loop.
  private volatile ClientState state = ClientState.IDLE;
  private volatile @Nullable TransportKind transport;
  private volatile @Nullable String engineId;

  ClientLifecycle(ClientConfig config) {
    this.config = config;
    threads = SharedThreads.acquire();
    context = ContextFactory.create(name, config, threads);
    linkEvents = new LinkEvents(context);
    links = new EngineLinks(context, config, linkEvents);
    waiters = new Waiters(context.loop());
    namespaces = new Namespaces(context, this);
    connection = new Connection(context, this);
  }

  ClientContext context() {
    return context;
  }

  Connection connection() {
    return connection;
  }

  /** Returns the handlers of upgrades and pings. */
  LinkEvents linkEvents() {
    return linkEvents;
  }

  // ---- for the views

  CompletableFuture<Void> connect(ConnectOptions options) {
    var spec = (ConnectSpec) Check.notNull(options, "options");
    LaneFuture<Void> result = context.newFuture();
    var request = new ConnectRequest(spec, result);
    result.whenSettled(
        (done, error) -> {
          if (error != null) {
            context.loop().execute(() -> connection.cancel(request));
          }
        });
    context.loop().execute(() -> connection.state().connect(request));
    return result;
  }

  Subscription onStateChange(StateHandler handler) {
    return stateHandlers.add(handler);
  }

  Subscription onReconnection(ReconnectionHandler handler) {
    return reconnectionHandlers.add(handler);
  }

  ClientState state() {
    return state;
  }

  void checkNow() {
    context.loop().execute(() -> connection.state().checkNow());
  }

  @Nullable TransportKind transport() {
    return transport;
  }

  @Nullable String engineId() {
    return engineId;
  }

  CompletableFuture<Void> disconnect() {
    LaneFuture<Void> future = context.newFuture();
    context
        .loop()
        .execute(
            () -> {
              connection.state().disconnect();
              links.whenAllEnded(() -> future.finish());
            });
    return future;
  }

  CompletableFuture<Void> close() {
    LaneFuture<Void> future = context.newFuture();
    context
        .loop()
        .execute(
            () -> {
              if (state != ClientState.CLOSED) {
                connection.close();
                closedAt.complete(System.nanoTime());
                namespaces.close();
                waiters.close(cannotSleep());
                links.whenAllEnded(this::release);
              }
              var unused = released.thenRun(() -> future.finish());
            });
    return future;
  }

  /** Closes and waits until all is released, or two seconds have passed since it was closed. */
  void closeAndWait() {
    CompletableFuture<Void> end = close();
    Duration passed = Duration.ofNanos(sinceClosed());
    Blocking.awaitEnd(context.loop(), end, Blocking.MAX_END.minus(passed));
  }

  private long sinceClosed() {
    long now = System.nanoTime();
    return now - closedAt.getNow(now); // not complete if another thread runs the loop
  }

  private static ClientClosedException cannotSleep() {
    return ClientClosed.error("cannot sleep");
  }

  /** The loop. */
  private void release() {
    if (config.ownsTransport() && config.loop() == null) {
      threads.execute(this::releaseAll); // a transport that hangs must not stop the loop
    } else {
      releaseAll();
    }
  }

  private void releaseAll() {
    try {
      if (config.ownsTransport()) {
        config.transport().close();
      }
    } catch (RuntimeException e) {
      Log.warning("the transport could not be closed", e);
    } finally {
      threads.release();
      released.complete(null);
    }
  }

  CompletableFuture<Void> await() {
    LaneFuture<Void> future = context.newFuture();
    context
        .loop()
        .execute(
            () -> {
              if (isInactive(state)) {
                future.finish();
              } else {
                waiters.await(future);
              }
            });
    return future;
  }

  CompletableFuture<Void> sleep(Duration time) {
    LaneFuture<Void> future = context.newFuture();
    Check.notNegative(time, "time");
    context
        .loop()
        .execute(
            () -> {
              if (state == ClientState.CLOSED) {
                future.completeExceptionally(cannotSleep());
              } else {
                waiters.sleep(time, future);
              }
            });
    return future;
  }

  /** Sleeps in real time, whatever the loop's clock. */
  void sleepBlocking(Duration time) throws InterruptedException {
    Check.notNegative(time, "time");
    Blocking.checkBefore(context.loop());
    try {
      var unused = closedAt.get(Durations.toNanosSaturated(time), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return;
    } catch (ExecutionException e) {
      throw new AssertionError(e); // only ever completed normally
    }
    throw cannotSleep();
  }

  // ---- for the namespaces

  @Override
  public boolean wants(String path) {
    return connection.state().wants(path);
  }

  @Override
  public boolean isClosed() {
    return state == ClientState.CLOSED;
  }

  // ---- for the connection

  @Override
  public Namespaces namespaces() {
    return namespaces;
  }

  @Override
  public Reconnection reconnection() {
    return config.reconnection();
  }

  @Override
  public Executor background() {
    return threads;
  }

  @Override
  public EngineLink open(ConnectSpec spec, ResolvedOptions options, EngineLink.Owner owner) {
    return links.open(spec, options, owner);
  }

  @Override
  public void stateChanged(ClientState next, @Nullable Throwable cause) {
    ClientState previous = state;
    if (previous == next) {
      return;
    }
    boolean wasInactive = isInactive(previous);
    state = next;
    context.observation().stateChanged(previous, next);
    if (!wasInactive && isInactive(next)) {
      waiters.connectionEnded();
    }
    stateHandlers.call(context, handler -> handler.handle(previous, next, cause));
  }

  @Override
  public void reconnection(Reconnection.Event event) {
    context.observation().reconnection(event);
    reconnectionHandlers.call(context, handler -> handler.handle(event));
  }

  private static boolean isInactive(ClientState state) {
    return state == ClientState.IDLE || state == ClientState.CLOSED;
  }

  @Override
  public void linkChanged(@Nullable String engineId, @Nullable TransportKind transport) {
    this.engineId = engineId;
    this.transport = transport;
  }

  /** The name of this client in the log, and its state. */
  @Override
  public String toString() {
    return name + " (" + state + ")";
  }
}
