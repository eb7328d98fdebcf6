package socketio.it.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Loop;
import socketio.spi.Transport;

/** Delegates to another transport, but opens WebSockets only after a while. */
final class LateWebSockets implements Transport {
  private final Transport network;
  private final Loop loop;
  private final Duration delay;

  LateWebSockets(Transport network, Loop loop, Duration delay) {
    this.network = network;
    this.loop = loop;
    this.delay = delay;
  }

  @Override
  public Set<TransportKind> kinds() {
    return network.kinds();
  }

  @Override
  public long maxMessageSize(TransportKind kind) {
    return network.maxMessageSize(kind);
  }

  @Override
  public CompletableFuture<Response> exchange(Request request) {
    return network.exchange(request);
  }

  @Override
  public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
    var late = new Late(listener);
    Loop.Timer unused = loop.schedule(delay, () -> late.open(kind, request));
    return late;
  }

  @Override
  public void close() {
    network.close();
  }

  /** Used in the loop only; nothing is sent before it has opened. */
  private final class Late implements Channel {
    private final Listener listener;
    private @Nullable Channel channel;
    private boolean aborted;

    Late(Listener listener) {
      this.listener = listener;
    }

    void open(TransportKind kind, Request request) {
      if (!aborted) {
        channel = network.connect(kind, request, listener);
      }
    }

    private Channel opened() {
      if (channel == null) {
        throw new IllegalStateException("the WebSocket has not opened");
      }
      return channel;
    }

    @Override
    public void send(List<Frame> frames) {
      opened().send(frames);
    }

    @Override
    public long queuedBytes() {
      return channel == null ? 0 : channel.queuedBytes();
    }

    @Override
    public void reading(boolean wanted) {
      opened().reading(wanted);
    }

    @Override
    public void close(int code, String reason) {
      opened().close(code, reason);
    }

    @Override
    public void abort() {
      if (channel != null) {
        channel.abort();
      } else if (!aborted) {
        aborted = true;
        loop.execute(() -> listener.onFailure(new IOException("aborted"), null));
      }
    }
  }
}
