package socketio.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.AsyncClient;
import socketio.AsyncClientNamespace;
import socketio.AsyncEmitter;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.EmitOptions;
import socketio.PingHandler;
import socketio.Reconnection;
import socketio.ReconnectionEvent;
import socketio.ReconnectionHandler;
import socketio.StateHandler;
import socketio.Subscription;
import socketio.TransportKind;
import socketio.UpgradeHandler;

/** A client: wires loop, lane, connection and namespaces, and shows them as futures. */
public final class DefaultClient extends EventsView implements AsyncClient, ConnectionContext {
  private static final String ROOT = "/";

  /** How many clients there have been, so that logs can tell them apart. */
  private static final AtomicLong CLIENTS = new AtomicLong();

  private final String name = "client " + CLIENTS.incrementAndGet();

  private final Settings settings;
  private final SharedThreads threads;
  private final Core core;
  private final Connection connection;
  private final LinkNews news;
  private final Links links;
  private final Map<String, DefaultNamespace> namespaces = new ConcurrentHashMap<>();
  private final SharedHandlers handlers = new SharedHandlers();
  private final DefaultNamespace root;

  /** Made when it is first asked for: few clients need it, and some programs have many clients. */
  private @Nullable DefaultNamespace allNamespaces;

  private final BlockingClient blocking;
  private final Registrations<StateHandler> stateHandlers = new Registrations<>();
  private final Registrations<ReconnectionHandler> reconnectionHandlers = new Registrations<>();

  private final Waiters waiters;

  /** Done when everything is freed. Not given away: the application could complete it. */
  private final CompletableFuture<Void> freed = new CompletableFuture<>();

  // What other threads may know; written in the loop.
  private volatile ClientState state = ClientState.IDLE;
  private volatile @Nullable TransportKind transport;
  private volatile @Nullable String engineId;

  public DefaultClient(Settings settings) {
    this.settings = settings;
    threads = SharedThreads.acquire();
    core = Core.of(name, settings, threads);
    news = new LinkNews(core);
    links = new Links(core, settings, news);
    waiters = new Waiters(core.loop());
    connection = new Connection(core, this);
    root = namespace(ROOT);
    blocking = new BlockingClient(this, core);
  }

  // ---- what the application sees

  @Override
  public CompletableFuture<Void> connect(ConnectOptions options) {
    var spec = (ConnectSpec) Check.notNull(options, "options");
    LaneFuture<Void> result = core.newFuture();
    var plan = new Plan(spec, result);
    result.onCancel(() -> core.loop().execute(() -> abandon(plan)));
    core.loop().execute(() -> connection.state().connect(plan));
    return result;
  }

  /** The application has cancelled the future of connect. */
  private void abandon(Plan plan) {
    if (connection.state() instanceof Active active && active.plan == plan) {
      active.disconnect();
    }
  }

  @Override
  public DefaultNamespace namespace(String path) {
    if (Check.notNull(path, "namespace").equals(SharedHandlers.ALL)) {
      return allNamespaces();
    }
    return namespaces.computeIfAbsent(
        path, name -> newNamespace(Check.namespace(name), new HandlerTable()));
  }

  private synchronized DefaultNamespace allNamespaces() {
    DefaultNamespace all = allNamespaces;
    if (all == null) {
      all = newNamespace(SharedHandlers.ALL, handlers.functions());
      allNamespaces = all;
    }
    return all;
  }

  private DefaultNamespace newNamespace(String path, HandlerTable table) {
    var session =
        new NamespaceSession(core, path, table, handlers, () -> connection.state().wants(path));
    return new DefaultNamespace(core, connection, this, session);
  }

  @Override
  public void register(AsyncClientNamespace handlers) {
    this.handlers.register(handlers, this);
  }

  /** The handlers that are not those of one namespace. */
  SharedHandlers handlers() {
    return handlers;
  }

  @Override
  HandlerTable table() {
    return root.table();
  }

  @Override
  Arrivals arrivals() {
    return root.arrivals();
  }

  @Override
  public CompletableFuture<Args> awaitEvent(String event, Duration timeout) {
    return root.awaitEvent(event, timeout);
  }

  Core core() {
    return core;
  }

  @Override
  public CompletableFuture<Void> emit(String event, @Nullable Object... args) {
    return root.emit(event, args);
  }

  @Override
  public CompletableFuture<Args> call(String event, @Nullable Object... args) {
    return root.call(event, args);
  }

  @Override
  public CompletableFuture<Args> call(Duration timeout, String event, @Nullable Object... args) {
    return root.call(timeout, event, args);
  }

  @Override
  public AsyncEmitter with(EmitOptions options) {
    return root.with(options);
  }

  @Override
  public CompletableFuture<Void> clearBuffer() {
    LaneFuture<Void> future = core.newFuture();
    core.loop()
        .execute(
            () -> {
              clearBuffers("the buffer was cleared");
              future.finish();
            });
    return future;
  }

  private void clearBuffers(String why) {
    namespaces.values().forEach(namespace -> namespace.session().clearBuffer(why));
  }

  @Override
  public @Nullable String sid() {
    return root.sid();
  }

  @Override
  public boolean connected() {
    return root.connected();
  }

  @Override
  public boolean recovered() {
    return root.recovered();
  }

  @Override
  public ClientState state() {
    return state;
  }

  @Override
  public Subscription onStateChange(StateHandler handler) {
    return stateHandlers.add(handler);
  }

  @Override
  public Subscription onReconnection(ReconnectionHandler handler) {
    return reconnectionHandlers.add(handler);
  }

  @Override
  public Subscription onUpgrade(UpgradeHandler handler) {
    return news.onUpgrade(handler);
  }

  @Override
  public Subscription onPing(PingHandler handler) {
    return news.onPing(handler);
  }

  @Override
  public void checkNow() {
    core.loop().execute(() -> connection.state().checkNow());
  }

  @Override
  public @Nullable TransportKind transport() {
    return transport;
  }

  @Override
  public @Nullable String engineId() {
    return engineId;
  }

  @Override
  public CompletableFuture<Void> disconnect() {
    LaneFuture<Void> future = core.newFuture();
    core.loop()
        .execute(
            () -> {
              connection.state().disconnect();
              links.whenEnded(() -> future.finish());
            });
    return future;
  }

  @Override
  public CompletableFuture<Void> closeAsync() {
    LaneFuture<Void> future = core.newFuture();
    core.loop()
        .execute(
            () -> {
              if (state != ClientState.CLOSED) {
                connection.close();
                clearBuffers("the client was closed");
                namespaces.values().forEach(namespace -> namespace.arrivals().close());
                waiters.close(closed());
                links.whenEnded(this::free);
              }
              var unused = freed.thenRun(() -> future.finish());
            });
    return future;
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the client was closed");
  }

  private void free() {
    try {
      if (settings.ownsTransport()) {
        settings.transport().close();
      }
    } catch (RuntimeException e) {
      Log.warning("the transport could not be closed", e);
    }
    threads.release();
    freed.complete(null);
  }

  @Override
  public void close() {
    CompletableFuture<Void> unused = closeAsync();
  }

  @Override
  public CompletableFuture<Void> await() {
    LaneFuture<Void> future = core.newFuture();
    core.loop()
        .execute(
            () -> {
              if (isAtRest(state)) {
                future.finish();
              } else {
                waiters.await(future);
              }
            });
    return future;
  }

  @Override
  public CompletableFuture<Void> startBackgroundTask(Runnable task) {
    Check.notNull(task, "task");
    LaneFuture<Void> future = core.newFuture();
    SharedThreads.start(
        () -> {
          try {
            task.run();
            future.finish();
          } catch (Throwable e) {
            future.completeExceptionally(e);
          }
        });
    return future;
  }

  @Override
  public CompletableFuture<Void> sleep(Duration time) {
    LaneFuture<Void> future = core.newFuture();
    Check.notNegative(time, "time");
    core.loop()
        .execute(
            () -> {
              if (state == ClientState.CLOSED) {
                future.completeExceptionally(closed());
              } else {
                waiters.sleep(time, future);
              }
            });
    return future;
  }

  @Override
  public Client blocking() {
    return blocking;
  }

  // ---- what the connection needs

  @Override
  public NamespaceSession session(String path) {
    return namespace(path).session();
  }

  @Override
  public @Nullable NamespaceSession known(String path) {
    DefaultNamespace existing = namespaces.get(path);
    return existing == null ? null : existing.session();
  }

  @Override
  public Set<String> discovered() {
    var paths = new TreeSet<String>(handlers.paths());
    namespaces.forEach(
        (path, namespace) -> {
          if (!namespace.table().isEmpty()) {
            paths.add(path);
          }
        });
    return paths.isEmpty() ? Set.of(ROOT) : paths;
  }

  @Override
  public Reconnection reconnection() {
    return settings.reconnection();
  }

  @Override
  public Executor background() {
    return threads;
  }

  @Override
  public Link open(ConnectSpec spec, Target target, Link.Owner owner) {
    return links.open(spec, target, owner);
  }

  @Override
  public void stateChanged(ClientState next, @Nullable Throwable cause) {
    ClientState previous = state;
    if (previous == next) {
      return;
    }
    boolean wasAtRest = isAtRest(previous);
    state = next;
    core.observation().stateChanged(previous, next);
    if (!wasAtRest && isAtRest(next)) {
      waiters.atRest();
    }
    stateHandlers.tell(core, handler -> handler.handle(previous, next, cause));
  }

  @Override
  public void reconnection(ReconnectionEvent event) {
    core.observation().reconnection(event);
    reconnectionHandlers.tell(core, handler -> handler.handle(event));
  }

  private static boolean isAtRest(ClientState state) {
    return state == ClientState.IDLE || state == ClientState.CLOSED;
  }

  @Override
  public void linkChanged(@Nullable String engineId, @Nullable TransportKind transport) {
    this.engineId = engineId;
    this.transport = transport;
  }

  /** What the log calls this client, and its state. */
  @Override
  public String toString() {
    return name + " (" + state + ")";
  }
}
