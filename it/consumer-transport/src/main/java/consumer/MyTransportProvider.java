package consumer;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import socketio.TransportKind;
import socketio.okhttp.OkHttpTransport;
import socketio.spi.Channel;
import socketio.spi.Transport;
import socketio.spi.TransportProvider;

/** A transport around a transport. */
public final class MyTransportProvider implements TransportProvider {
  @Override
  public String name() {
    return "mine";
  }

  @Override
  public int priority() {
    return 1; // rather than OkHttp's own
  }

  @Override
  public Transport create() {
    return new MyTransport(OkHttpTransport.create());
  }

  private record MyTransport(Transport inner) implements Transport {
    @Override
    public Set<TransportKind> kinds() {
      return inner.kinds();
    }

    @Override
    public long maxMessageSize(TransportKind kind) {
      return inner.maxMessageSize(kind);
    }

    @Override
    public CompletableFuture<Response> exchange(Request request) {
      System.out.println("my transport: " + request.method());
      return inner.exchange(request);
    }

    @Override
    public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
      return inner.connect(kind, request, listener);
    }

    @Override
    public void close() {
      inner.close();
    }
  }
}
