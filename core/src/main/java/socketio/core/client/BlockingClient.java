package socketio.core.client;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import socketio.AsyncClient;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.Subscription;
import socketio.TransportKind;
import socketio.core.namespace.NamespaceSession;
import socketio.core.runtime.Blocking;
import socketio.core.runtime.SharedThreads;
import socketio.internal.Check;

/** The blocking API of a client: a view of {@link DefaultClient}. */
final class BlockingClient extends BlockingView implements Client {
  private final DefaultClient async;
  private final Map<String, BlockingNamespace> namespaces = new ConcurrentHashMap<>();

  BlockingClient(DefaultClient async, NamespaceSession root) {
    super(root);
    this.async = async;
  }

  @Override
  public String toString() {
    return async.toString();
  }

  @Override
  public void connect(ConnectOptions options) throws InterruptedException {
    var unused = Blocking.call(session.loop(), () -> async.connect(options));
  }

  @Override
  public BlockingNamespace namespace(String path) {
    return namespaces.computeIfAbsent(
        Check.namespaceOrAll(path), name -> new BlockingNamespace(async.namespace(name)));
  }

  @Override
  public void register(ClientNamespace handlers) {
    async.handlers().register(handlers, this);
  }

  @Override
  public void clearBuffer() {
    Blocking.awaitEnd(session.loop(), async.clearBuffer());
  }

  @Override
  public ClientState state() {
    return async.state();
  }

  @Override
  public Subscription onStateChange(StateHandler handler) {
    return async.onStateChange(handler);
  }

  @Override
  public Subscription onReconnection(ReconnectionHandler handler) {
    return async.onReconnection(handler);
  }

  @Override
  public Subscription onUpgrade(UpgradeHandler handler) {
    return async.onUpgrade(handler);
  }

  @Override
  public Subscription onPing(PingHandler handler) {
    return async.onPing(handler);
  }

  @Override
  public void checkNow() {
    async.checkNow();
  }

  @Override
  public @Nullable TransportKind transport() {
    return async.transport();
  }

  @Override
  public @Nullable String engineId() {
    return async.engineId();
  }

  @Override
  public void disconnect() {
    Blocking.awaitEnd(session.loop(), async.disconnect());
  }

  @Override
  public void close() {
    async.close();
  }

  @Override
  public void await() throws InterruptedException {
    var unused = Blocking.call(session.loop(), async::await);
  }

  @Override
  public boolean await(Duration timeout) throws InterruptedException {
    Check.notNegative(timeout, "timeout");
    return Blocking.call(session.loop(), timeout, async::await);
  }

  @Override
  public Thread startBackgroundTask(Client.Task task) {
    Check.notNull(task, "task");
    return SharedThreads.start(
        () -> {
          try {
            task.run();
          } catch (Throwable e) {
            async.context().errors().report(e);
          }
        });
  }

  @Override
  public void sleep(Duration time) throws InterruptedException {
    async.sleepBlocking(time);
  }

  @Override
  public AsyncClient async() {
    return async;
  }
}
