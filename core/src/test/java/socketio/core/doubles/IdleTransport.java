package socketio.core.doubles;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Transport;

/** A transport that nobody uses, since the engines are fakes. */
public class IdleTransport implements Transport {
  private volatile int closed;

  /** How often it was closed. */
  public int closed() {
    return closed;
  }

  @Override
  public Set<TransportKind> kinds() {
    return Set.of(TransportKind.POLLING, TransportKind.WEBSOCKET);
  }

  @Override
  public long maxMessageSize(TransportKind kind) {
    return Long.MAX_VALUE;
  }

  @Override
  public CompletableFuture<Response> exchange(Request request) {
    throw new AssertionError("unused");
  }

  @Override
  public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
    throw new AssertionError("unused");
  }

  @Override
  public synchronized void close() {
    closed++;
  }
}
