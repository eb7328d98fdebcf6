package socketio.it.realservers;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.ClientBuilder;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.Events;
import socketio.TransportKind;
import socketio.it.support.Setup;

/** A client seen through one of its two views, so that a test is written once for both. */
interface Peer extends AutoCloseable {
  /** Builds the view that a setup wants, over its library. */
  static Peer of(Setup setup, ClientBuilder builder) {
    builder.transport(setup.library());
    return switch (setup.view()) {
      case BLOCKING -> new BlockingPeer(builder.build());
      case ASYNC -> new AsyncPeer(builder.buildAsync());
    };
  }

  void connect(ConnectOptions options) throws InterruptedException;

  void disconnect() throws InterruptedException;

  /** Waits until the connection has ended for good. */
  void awaitEnd() throws InterruptedException;

  ClientState state();

  @Nullable TransportKind transport();

  /** The namespace "/", through the client's own methods. */
  Side root();

  Side namespace(String path);

  @Override
  void close();

  /** One namespace. */
  interface Side {
    Events events();

    @Nullable String sid();

    boolean connected();

    void emit(String event, @Nullable Object... args) throws InterruptedException;

    Args call(String event, @Nullable Object... args) throws InterruptedException;

    Args call(Duration timeout, String event, @Nullable Object... args) throws InterruptedException;
  }
}
