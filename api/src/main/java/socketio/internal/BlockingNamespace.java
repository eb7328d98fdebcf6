package socketio.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.AsyncClient;
import socketio.EmitOptions;
import socketio.Emitter;
import socketio.Namespace;

/** One namespace for callers that may wait. */
final class BlockingNamespace extends EventsView implements Namespace {
  private final AsyncClient client;
  private final DefaultNamespace async;
  private final BlockingEmits emits;

  BlockingNamespace(AsyncClient client, Core core, DefaultNamespace async) {
    this.client = client;
    this.async = async;
    emits = new BlockingEmits(core, async, EmitOptions.defaults());
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
    emits.emit(event, args);
  }

  @Override
  public Args call(String event, @Nullable Object... args) throws InterruptedException {
    return emits.call(event, args);
  }

  @Override
  public Args call(Duration timeout, String event, @Nullable Object... args)
      throws InterruptedException {
    return emits.call(timeout, event, args);
  }

  @Override
  public Emitter with(EmitOptions options) {
    return emits.with(options);
  }

  @Override
  public void clearBuffer() {
    Blocking.awaitEnd(async.clearBuffer());
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
