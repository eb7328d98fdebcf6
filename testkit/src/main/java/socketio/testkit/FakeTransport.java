package socketio.testkit;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Transport;
import socketio.testkit.internal.ServerHost;

/**
 * A {@link Transport} without sockets: requests go straight to a fake server, in the order in which
 * they are sent, and take no time. With a server on a {@link ManualLoop}, everything runs on the
 * test's thread. Only the path and the query of the URL that a client connects to matter. One
 * transport may serve many clients.
 *
 * @since 1.0
 */
public final class FakeTransport implements Transport {
  private final Transport memory;

  private FakeTransport(ServerHost host) {
    memory = host.memoryTransport();
  }

  /**
   * Creates a transport to a server.
   *
   * @param server the server, on a {@link ManualLoop} or not
   * @return a new transport
   */
  public static FakeTransport to(FakeServer server) {
    return new FakeTransport(
        Objects.requireNonNull(server, "server must not be null").hub().host());
  }

  /**
   * Creates a transport to a server.
   *
   * @param server the server, on a {@link ManualLoop} or not
   * @return a new transport
   */
  public static FakeTransport to(FakeEngineServer server) {
    return new FakeTransport(Objects.requireNonNull(server, "server must not be null").host());
  }

  @Override
  public Set<TransportKind> kinds() {
    return memory.kinds();
  }

  @Override
  public long maxMessageSize(TransportKind kind) {
    return memory.maxMessageSize(kind);
  }

  @Override
  public CompletableFuture<Response> exchange(Request request) {
    return memory.exchange(request);
  }

  @Override
  public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
    return memory.connect(kind, request, listener);
  }

  @Override
  public void close() {
    memory.close();
  }
}
