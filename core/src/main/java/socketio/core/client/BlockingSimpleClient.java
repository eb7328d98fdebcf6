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
import socketio.spi.Loop;

/** The blocking API of a simple client: a view of {@link DefaultSimpleClient}. */
final class BlockingSimpleClient implements SimpleClient {
  private final DefaultSimpleClient async;
  private final Loop loop;

  BlockingSimpleClient(DefaultSimpleClient async, Loop loop) {
    this.async = async;
    this.loop = loop;
  }

  @Override
  public void connect(ConnectOptions options) throws InterruptedException {
    var unused = Blocking.call(loop, () -> async.connect(options));
  }

  @Override
  public void emit(String event, @Nullable Object... args) throws InterruptedException {
    var unused = Blocking.call(loop, () -> async.emit(event, args));
  }

  @Override
  public Args call(String event, @Nullable Object... args) throws InterruptedException {
    return Blocking.call(loop, () -> async.call(event, args));
  }

  @Override
  public Args call(Duration timeout, String event, @Nullable Object... args)
      throws InterruptedException {
    return Blocking.call(loop, () -> async.call(timeout, event, args));
  }

  @Override
  public IncomingEvent receive() throws InterruptedException {
    return Blocking.call(loop, async::receive);
  }

  @Override
  public IncomingEvent receive(Duration timeout) throws InterruptedException {
    return Blocking.call(loop, () -> async.receive(timeout));
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
    Blocking.awaitEnd(loop, async.disconnect());
  }

  @Override
  public void close() {
    async.close();
  }

  @Override
  public AsyncSimpleClient async() {
    return async;
  }
}
