package socketio.core.client;

import java.time.Duration;
import socketio.AsyncClient;
import socketio.Namespace;
import socketio.core.runtime.Blocking;

/** The blocking API of one namespace: a view of {@link DefaultNamespace}. */
final class BlockingNamespace extends BlockingView implements Namespace {
  private final AsyncClient client;
  private final DefaultNamespace async;

  BlockingNamespace(AsyncClient client, DefaultNamespace async) {
    super(async.session());
    this.client = client;
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
  public void connect() {
    async.startConnect(client.state());
  }

  @Override
  public void connect(Duration timeout) throws InterruptedException {
    Blocking.get(async.connect(timeout));
  }

  @Override
  public void disconnect() {
    Blocking.awaitEnd(session.loop(), async.disconnect());
  }
}
