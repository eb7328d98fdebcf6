package socketio.it.realservers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.Emitter;
import socketio.Events;
import socketio.Namespace;
import socketio.TransportKind;

/** The blocking view of a client. */
record BlockingPeer(Client client) implements Peer {
  @Override
  public void connect(ConnectOptions options) throws InterruptedException {
    client.connect(options);
  }

  @Override
  public void disconnect() {
    client.disconnect();
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    if (!client.await(Duration.ofSeconds(30))) {
      throw new AssertionError("the connection has not ended within 30 seconds");
    }
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
  private interface Blocking extends Side {
    Emitter emitter();

    @Override
    default void emit(String event, @Nullable Object... args) {
      emitter().emit(event, args);
    }

    @Override
    default Args call(String event, @Nullable Object... args) throws InterruptedException {
      return emitter().call(event, args);
    }

    @Override
    default Args call(Duration timeout, String event, @Nullable Object... args)
        throws InterruptedException {
      return emitter().call(timeout, event, args);
    }
  }

  private record Root(Client client) implements Blocking {
    @Override
    public Events events() {
      return client;
    }

    @Override
    public Emitter emitter() {
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

  private record Named(Namespace namespace) implements Blocking {
    @Override
    public Events events() {
      return namespace;
    }

    @Override
    public Emitter emitter() {
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
