package socketio.testkit.internal.net;

import java.io.IOException;
import java.net.ConnectException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Loop;
import socketio.spi.Transport;

/** A transport whose requests go straight to a server. */
public final class MemoryTransport implements Transport {
  private final Loop loop;
  private final MemoryLinks links;
  private final Predicate<HttpCall> server;
  private final Set<MemoryLinks.Link> open = new LinkedHashSet<>();
  private boolean closed;

  /**
   * A transport.
   *
   * @param loop the server's loop
   * @param links the connections to the server
   * @param server handles a request; returns false if it accepts no connections
   */
  public MemoryTransport(Loop loop, MemoryLinks links, Predicate<HttpCall> server) {
    this.loop = loop;
    this.links = links;
    this.server = server;
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
    var exchange = new Exchange();
    loop.execute(() -> exchange.start(request));
    return exchange;
  }

  private final class Exchange extends CompletableFuture<Response> implements MemoryCall.Client {
    private void start(Request request) {
      if (isDone()) {
        return;
      }
      var call = new MemoryCall(loop, links, request, false, this);
      open.add(call);
      CompletableFuture<Response> unused =
          whenComplete(
              (response, error) ->
                  loop.execute(
                      () -> {
                        open.remove(call);
                        call.abandon();
                      }));
      if (closed || !server.test(call)) {
        call.cut(new ConnectException("the fake server accepts no connections now"));
      }
    }

    @Override
    public void onResponse(Response response) {
      complete(response);
    }

    @Override
    public void onFailure(IOException cause) {
      completeExceptionally(cause);
    }

    @Override
    public void onUpgrade(int maxMessage, ServerWebSocket.Listener listener) {
      completeExceptionally(new IOException("the server upgraded a plain request"));
    }
  }

  @Override
  public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
    var channel = new MemoryChannel(loop, links, request, listener, open::remove);
    loop.execute(
        () -> {
          open.add(channel);
          var call = new MemoryCall(loop, links, request, true, channel);
          channel.openBy(call);
          if (closed || !server.test(call)) {
            call.cut(new ConnectException("the fake server accepts no connections now"));
          }
        });
    return channel;
  }

  @Override
  public void close() {
    loop.execute(
        () -> {
          closed = true;
          List.copyOf(open).forEach(link -> link.cut(new IOException("the transport is closed")));
          open.clear();
        });
  }
}
