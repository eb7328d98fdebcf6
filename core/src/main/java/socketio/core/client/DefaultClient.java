package socketio.core.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import socketio.AsyncClient;
import socketio.AsyncClientNamespace;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.Subscription;
import socketio.TransportKind;
import socketio.core.handlers.SharedHandlers;
import socketio.core.namespace.Namespaces;
import socketio.core.runtime.ClientContext;
import socketio.core.runtime.LaneFuture;
import socketio.core.runtime.SharedThreads;
import socketio.internal.Check;
import socketio.spi.ClientConfig;

/** The asynchronous API of a client: a view of its {@link ClientLifecycle} and of namespace "/". */
final class DefaultClient extends AsyncView implements AsyncClient {
  private final ClientLifecycle lifecycle;
  private final ClientContext context;
  private final Namespaces namespaces;
  private final Map<String, DefaultNamespace> views = new ConcurrentHashMap<>();
  private final BlockingClient blocking;

  DefaultClient(ClientConfig config) {
    this(new ClientLifecycle(config));
  }

  private DefaultClient(ClientLifecycle lifecycle) {
    super(lifecycle.namespaces().session(Namespaces.ROOT));
    this.lifecycle = lifecycle;
    context = lifecycle.context();
    namespaces = lifecycle.namespaces();
    blocking = new BlockingClient(this, session);
  }

  ClientContext context() {
    return context;
  }

  /** Returns the handlers that do not belong to one namespace. */
  SharedHandlers handlers() {
    return namespaces.handlers();
  }

  @Override
  public CompletableFuture<Void> connect(ConnectOptions options) {
    return lifecycle.connect(options);
  }

  @Override
  public DefaultNamespace namespace(String path) {
    return views.computeIfAbsent(Check.namespaceOrAll(path), this::newView);
  }

  private DefaultNamespace newView(String path) {
    boolean all = path.equals(Check.ALL_NAMESPACES);
    return new DefaultNamespace(
        context, lifecycle.connection(), all ? namespaces.ofAll() : namespaces.session(path));
  }

  @Override
  public void register(AsyncClientNamespace handlers) {
    handlers().register(handlers, this);
  }

  @Override
  public CompletableFuture<Void> clearBuffer() {
    LaneFuture<Void> future = context.newFuture();
    context
        .loop()
        .execute(
            () -> {
              namespaces.clearBuffers("the buffer was cleared");
              future.finish();
            });
    return future;
  }

  @Override
  public ClientState state() {
    return lifecycle.state();
  }

  @Override
  public Subscription onStateChange(StateHandler handler) {
    return lifecycle.onStateChange(handler);
  }

  @Override
  public Subscription onReconnection(ReconnectionHandler handler) {
    return lifecycle.onReconnection(handler);
  }

  @Override
  public Subscription onUpgrade(UpgradeHandler handler) {
    return lifecycle.linkEvents().onUpgrade(handler);
  }

  @Override
  public Subscription onPing(PingHandler handler) {
    return lifecycle.linkEvents().onPing(handler);
  }

  @Override
  public void checkNow() {
    lifecycle.checkNow();
  }

  @Override
  public @Nullable TransportKind transport() {
    return lifecycle.transport();
  }

  @Override
  public @Nullable String engineId() {
    return lifecycle.engineId();
  }

  @Override
  public CompletableFuture<Void> disconnect() {
    return lifecycle.disconnect();
  }

  @Override
  public CompletableFuture<Void> closeAsync() {
    return lifecycle.close();
  }

  @Override
  public void close() {
    lifecycle.closeAndWait();
  }

  @Override
  public CompletableFuture<Void> await() {
    return lifecycle.await();
  }

  @Override
  public CompletableFuture<Void> startBackgroundTask(Client.Task task) {
    Check.notNull(task, "task");
    LaneFuture<Void> future = context.newFuture();
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
    return lifecycle.sleep(time);
  }

  /** As {@link #sleep}, for a blocking caller. */
  void sleepBlocking(Duration time) throws InterruptedException {
    lifecycle.sleepBlocking(time);
  }

  @Override
  public Client blocking() {
    return blocking;
  }

  @Override
  public String toString() {
    return lifecycle.toString();
  }
}
