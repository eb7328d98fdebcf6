package socketio.testkit.internal.net;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Loop;
import socketio.spi.Transport;

/** A WebSocket without a network, both ends. Its state is confined to the server's loop. */
final class MemoryChannel implements Channel, MemoryLinks.Link, MemoryCall.Client {
  private static final int DRAIN_ABOVE = 64 * 1024;

  private final Loop loop;
  private final MemoryLinks links;
  private final Channel.Listener client;
  private final Consumer<MemoryLinks.Link> whenEnded;
  private final long maxMessage;
  private final ArrayDeque<Frame> toServer = new ArrayDeque<>();
  private final ArrayDeque<Frame> toClient = new ArrayDeque<>();
  private final AtomicLong queued = new AtomicLong();
  private @Nullable MemoryCall opening;
  private ServerWebSocket.@Nullable Listener server;
  private int maxToServer;
  private boolean serverWants;
  private boolean clientWants = true;
  private boolean drainDue;
  private @Nullable Runnable clientClose;
  private boolean ended;

  MemoryChannel(
      Loop loop,
      MemoryLinks links,
      Transport.Request request,
      Channel.Listener client,
      Consumer<MemoryLinks.Link> whenEnded) {
    this.loop = loop;
    this.links = links;
    this.client = client;
    this.whenEnded = whenEnded;
    maxMessage = request.maxResponse();
  }

  /** Sets the handshake request of this WebSocket. In the loop. */
  void openBy(MemoryCall call) {
    opening = call;
  }

  @Override
  public void onResponse(Transport.Response response) {
    fail(
        new IOException("the WebSocket handshake was answered with HTTP " + response.status()),
        MemoryCall.truncated(response));
  }

  @Override
  public void onFailure(IOException cause) {
    fail(cause, null);
  }

  @Override
  public void onUpgrade(int most, ServerWebSocket.Listener listener) {
    maxToServer = most;
    server = listener;
    opening = null;
    links.add(this);
    client.onOpen(MemoryCall.switchingProtocols());
    if (!ended) {
      listener.onOpen(new ServerEnd());
    }
  }

  @Override
  public void send(List<Frame> frames) {
    long bytes = frames.stream().mapToLong(MemoryChannel::size).sum();
    queued.addAndGet(bytes);
    loop.execute(
        () -> {
          if (!ended && clientClose == null) {
            toServer.addAll(frames);
            drainDue = drainDue || queued.get() > DRAIN_ABOVE;
            deliverToServer();
          }
        });
  }

  @Override
  public long queuedBytes() {
    return queued.get();
  }

  @Override
  public void reading(boolean wanted) {
    loop.execute(
        () -> {
          clientWants = wanted;
          deliverToClient();
        });
  }

  @Override
  public void close(int code, String reason) {
    loop.execute(
        () -> {
          if (!ended && clientClose == null) {
            clientClose = () -> closeBoth(code, reason);
            deliverToServer();
            // A stalled server does not answer; the client does not wait forever.
            Loop.Timer unused =
                loop.schedule(java.time.Duration.ofSeconds(1), () -> closeBoth(code, reason));
          }
        });
  }

  @Override
  public void abort() {
    loop.execute(() -> cut(new IOException("aborted")));
  }

  @Override
  public void cut(IOException why) {
    MemoryCall call = opening;
    ServerWebSocket.Listener end = server;
    if (!ended) {
      opening = null;
      if (call != null) {
        call.abandon();
      }
      fail(why, null);
      if (end != null) {
        end.onClosed(1006);
      }
    }
  }

  private void closeBoth(int code, String reason) {
    ServerWebSocket.Listener end = server;
    if (!ended) {
      end();
      client.onClose(code, reason);
      if (end != null) {
        end.onClosed(code);
      }
    }
  }

  private void fail(IOException cause, Transport.@Nullable Response response) {
    if (!ended) {
      end();
      client.onFailure(cause, response);
    }
  }

  private void end() {
    ended = true;
    toServer.clear();
    toClient.clear();
    queued.set(0);
    links.remove(this);
    whenEnded.accept(this);
  }

  private void deliverToServer() {
    if (server == null || !serverWants || ended) {
      return;
    }
    Frame next = toServer.poll();
    if (next == null) {
      if (clientClose != null) {
        clientClose.run();
      }
      return;
    }
    serverWants = false;
    if (queued.addAndGet(-size(next)) == 0 && drainDue) {
      drainDue = false;
      client.onDrain();
    }
    if (size(next) > maxToServer) {
      closeBoth(1009, "message too big");
    } else {
      server.onFrame(next);
    }
  }

  private void deliverToClient() {
    while (clientWants && !ended) {
      Frame next = toClient.poll();
      if (next == null) {
        return;
      }
      if (size(next) > maxMessage) {
        cut(new IOException("a message has more than " + maxMessage + " bytes"));
      } else {
        client.onFrame(next);
      }
    }
  }

  private static long size(Frame frame) {
    return frame instanceof Frame.Text text
        ? MemoryCall.bytes(text.data())
        : ((Frame.Binary) frame).data().length;
  }

  /** The server's end. */
  private final class ServerEnd implements ServerWebSocket {
    private boolean closing;

    @Override
    public void send(Frame frame) {
      inOrder(
          () -> {
            toClient.add(frame);
            deliverToClient();
          });
    }

    @Override
    public void sendTruncated(Frame frame) {
      inOrder(() -> cut(new EOFException("the connection ended in the middle of a frame")));
      closing = true;
    }

    @Override
    public void close(int code, String reason) {
      inOrder(
          () -> {
            clientWants = true; // deliver what was sent before the close frame first
            deliverToClient();
            closeBoth(code, reason);
          });
      closing = true;
    }

    @Override
    public void drop(boolean reset) {
      loop.execute(
          () ->
              cut(
                  reset
                      ? new SocketException("the connection was reset by the server")
                      : new EOFException("the connection ended without a close frame")));
      closing = true;
    }

    @Override
    public void read() {
      loop.execute(
          () -> {
            serverWants = true;
            deliverToServer();
          });
    }

    private void inOrder(Runnable task) {
      if (!closing) {
        loop.execute(
            () -> {
              if (!ended) {
                task.run();
              }
            });
      }
    }
  }
}
