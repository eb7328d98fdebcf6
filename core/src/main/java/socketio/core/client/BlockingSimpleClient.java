package socketio.core.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.AsyncSimpleClient;
import socketio.ConnectOptions;
import socketio.IncomingEvent;
import socketio.SimpleClient;
import socketio.TransportKind;
import socketio.core.runtime.Blocking;

/** The blocking API of a simple client: a view of {@link DefaultSimpleClient}. */
final class BlockingSimpleClient implements SimpleClient {
  private final DefaultSimpleClient async;

  BlockingSimpleClient(DefaultSimpleClient async) {
    this.async = async;
  }

  @Override
  public void connect(ConnectOptions options) throws InterruptedException {
    var unused = Blocking.getOrCancel(async.connect(options));
  }

  @Override
  public void emit(String event, @Nullable Object... args) throws InterruptedException {
    var unused = Blocking.getOrCancel(async.emit(event, args));
  }

  @Override
  public Args call(String event, @Nullable Object... args) throws InterruptedException {
    return Blocking.getOrCancel(async.call(event, args));
  }

  @Override
  public Args call(Duration timeout, String event, @Nullable Object... args)
      throws InterruptedException {
    return Blocking.getOrCancel(async.call(timeout, event, args));
  }

  @Override
  public IncomingEvent receive() throws InterruptedException {
    return Blocking.getOrCancel(async.receive());
  }

  @Override
  public IncomingEvent receive(Duration timeout) throws InterruptedException {
    return Blocking.getOrCancel(async.receive(timeout));
  }

  @Override
  public @Nullable String sid() {
    return async.sid();
  }

  @Override
  public @Nullable TransportKind transport() {
    return async.transport();
  }

  @Override
  public boolean connected() {
    return async.connected();
  }

  @Override
  public void disconnect() {
    Blocking.awaitEnd(async.disconnect());
  }

  @Override
  public void close() {
    Blocking.awaitEnd(async.closeAsync());
  }

  @Override
  public AsyncSimpleClient async() {
    return async;
  }
}
