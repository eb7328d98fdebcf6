package socketio.it.realservers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.AsyncClient;
import socketio.AsyncEmitter;
import socketio.AsyncNamespace;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.Events;
import socketio.TransportKind;
import socketio.it.support.Await;

/** The asynchronous view of a client; waits for every future. */
record AsyncPeer(AsyncClient client) implements Peer {
  @Override
  public void connect(ConnectOptions options) throws InterruptedException {
    Await.result(client.connect(options));
  }

  @Override
  public void disconnect() throws InterruptedException {
    Await.result(client.disconnect());
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    Await.result(client.await());
  }

  @Override
  public ClientState state() {
    return client.state();
  }

  @Override
  public @Nullable TransportKind transport() {
    return client.transport();
  }

  @Override
  public Side root() {
    return new Root(client);
  }

  @Override
  public Side namespace(String path) {
    return new Named(client.namespace(path));
  }

  @Override
  public void close() {
    client.close();
  }

  /** The common part of both kinds of {@link Side}. */
  private interface Async extends Side {
    AsyncEmitter emitter();

    @Override
    default void emit(String event, @Nullable Object... args) throws InterruptedException {
      Await.result(emitter().emit(event, args));
    }

    @Override
    default Args call(String event, @Nullable Object... args) throws InterruptedException {
      return Await.result(emitter().call(event, args));
    }

    @Override
    default Args call(Duration timeout, String event, @Nullable Object... args)
        throws InterruptedException {
      return Await.result(emitter().call(timeout, event, args));
    }
  }

  private record Root(AsyncClient client) implements Async {
    @Override
    public Events events() {
      return client;
    }

    @Override
    public AsyncEmitter emitter() {
      return client;
    }

    @Override
    public @Nullable String sid() {
      return client.sid();
    }

    @Override
    public boolean connected() {
      return client.connected();
    }
  }

  private record Named(AsyncNamespace namespace) implements Async {
    @Override
    public Events events() {
      return namespace;
    }

    @Override
    public AsyncEmitter emitter() {
      return namespace;
    }

    @Override
    public @Nullable String sid() {
      return namespace.sid();
    }

    @Override
    public boolean connected() {
      return namespace.connected();
    }
  }
}
