package socketio.core.client;

import java.time.Duration;
import socketio.Namespace;
import socketio.core.runtime.Blocking;

/** The blocking API of one namespace: a view of {@link DefaultNamespace}. */
final class BlockingNamespace extends BlockingView implements Namespace {
  private final DefaultNamespace async;

  BlockingNamespace(DefaultNamespace async) {
    super(async.session());
    this.async = async;
  }

  @Override
  public String path() {
    return async.path();
  }

  @Override
  public void clearBuffer() {
    Blocking.awaitEnd(session.loop(), async.clearBuffer());
  }

  @Override
  public void connect() throws InterruptedException {
    var unused = Blocking.call(session.loop(), async::connect);
  }

  @Override
  public void connect(Duration timeout) throws InterruptedException {
    var unused = Blocking.call(session.loop(), () -> async.connect(timeout));
  }

  @Override
  public void disconnect() {
    Blocking.awaitEnd(session.loop(), async.disconnect());
  }
}
