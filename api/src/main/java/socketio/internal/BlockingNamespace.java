package socketio.internal;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.AsyncClient;
import socketio.Namespace;

/** One namespace for callers that may wait. */
final class BlockingNamespace extends EventsView implements Namespace {
  private final AsyncClient client;
  private final Core core;
  private final DefaultNamespace async;

  BlockingNamespace(AsyncClient client, Core core, DefaultNamespace async) {
    this.client = client;
    this.core = core;
    this.async = async;
  }

  @Override
  HandlerTable table() {
    return async.table();
  }

  @Override
  Arrivals arrivals() {
    return async.arrivals();
  }

  @Override
  public Args awaitEvent(String event, Duration timeout) throws InterruptedException {
    return Blocking.getOrCancel(async.awaitEvent(event, timeout));
  }

  @Override
  public String path() {
    return async.path();
  }

  @Override
  public @Nullable String sid() {
    return async.sid();
  }

  @Override
  public boolean connected() {
    return async.connected();
  }

  @Override
  public boolean recovered() {
    return async.recovered();
  }

  @Override
  public void emit(String event, @Nullable Object... args) {
    async.emitPaced(event, args);
  }

  @Override
  public Args call(String event, @Nullable Object... args) throws InterruptedException {
    return call(core.callTimeout(), event, args);
  }

  @Override
  public Args call(Duration timeout, String event, @Nullable Object... args)
      throws InterruptedException {
    core.gate().await();
    CompletableFuture<Args> answer = async.call(timeout, event, args);
    try {
      return Blocking.get(answer);
    } catch (InterruptedException e) {
      answer.cancel(false);
      throw e;
    }
  }

  @Override
  public void connect() {
    async.startConnect(client.state());
  }

  @Override
  public void connect(Duration timeout) throws InterruptedException {
    Blocking.get(async.connect(timeout));
  }

  @Override
  public void disconnect() {
    Blocking.awaitEnd(async.disconnect());
  }
}
