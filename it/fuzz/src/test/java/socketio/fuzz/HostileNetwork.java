package socketio.fuzz;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Loop;
import socketio.spi.Transport;

/**
 * A transport that keeps to its contract, and whose other end follows the script. Requests wait
 * until they are answered.
 */
final class HostileNetwork implements Transport {
  /** Far more than the steps of any script can bring about, but for the time they let pass. */
  private static final int MOST_REQUESTS = 500;

  /** Reconnection waits for a second at least. */
  private static final int MOST_REQUESTS_A_SECOND = 2;

  private final Loop loop;
  private final long begin;
  private final List<Exchange> gets = new ArrayList<>();
  private final List<Exchange> posts = new ArrayList<>();
  private final List<Line> channels = new ArrayList<>();
  private int requests;

  HostileNetwork(Loop loop) {
    this.loop = loop;
    begin = loop.nanoTime();
  }

  private static final class Exchange extends CompletableFuture<Response> {}

  /** Requests so far. */
  int requests() {
    return requests;
  }

  /** What has been begun and has not ended. */
  int open() {
    gets.removeIf(CompletableFuture::isDone);
    posts.removeIf(CompletableFuture::isDone);
    channels.removeIf(channel -> channel.ended);
    return gets.size() + posts.size() + channels.size();
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
    count(request);
    List<Exchange> those = request.method().equals("GET") ? gets : posts;
    var exchange = new Exchange();
    those.add(exchange);
    return exchange;
  }

  @Override
  public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
    count(request);
    var channel = new Line(listener);
    channels.add(channel);
    return channel;
  }

  private void count(Request request) {
    long seconds = NANOSECONDS.toSeconds(loop.nanoTime() - begin);
    if (++requests > MOST_REQUESTS + MOST_REQUESTS_A_SECOND * seconds) {
      throw new AssertionError("the client runs in circles: " + request);
    }
    String header = String.valueOf(request.headers().get("Cookie"));
    if (header.indexOf('\n') >= 0 || header.indexOf('\r') >= 0) {
      throw new AssertionError("a cookie of more than one line");
    }
  }

  @Override
  public void close() {}

  /** Answers the latest GET or POST that is open. */
  void answer(boolean post, int status, byte[] body, String... cookies) {
    Exchange exchange = latest(post ? posts : gets);
    if (exchange != null) {
      exchange.complete(new Response(status, headers(cookies), body));
    }
  }

  /** Answers what a client sends at its end and waits for no more. */
  void answerFarewells() {
    gets.forEach(get -> get.complete(new Response(200, Map.of(), new byte[] {'6'})));
    posts.forEach(post -> post.complete(new Response(200, Map.of(), new byte[0])));
  }

  /** Breaks the latest GET or POST that is open. */
  void fail(boolean post) {
    Exchange exchange = latest(post ? posts : gets);
    if (exchange != null) {
      exchange.completeExceptionally(new EOFException("cut"));
    }
  }

  private static @Nullable Exchange latest(List<Exchange> exchanges) {
    for (int i = exchanges.size() - 1; i >= 0; i--) {
      if (!exchanges.get(i).isDone()) {
        return exchanges.get(i);
      }
    }
    return null;
  }

  private static Map<String, List<String>> headers(String... cookies) {
    return cookies.length == 0 ? Map.of() : Map.of("Set-Cookie", List.of(cookies));
  }

  /** Accepts the latest channel. */
  void open(String... cookies) {
    Line channel = channel();
    if (channel != null && !channel.opened) {
      channel.opened = true;
      channel.listener.onOpen(new Response(101, headers(cookies), new byte[0]));
    }
  }

  /** Refuses the latest channel. */
  void refuse(int status, byte[] body) {
    Line channel = channel();
    if (channel != null && !channel.opened) {
      channel.ended = true;
      channel.listener.onFailure(new EOFException("refused"), new Response(status, Map.of(), body));
    }
  }

  /** Sends on the latest channel. */
  void send(Frame frame) {
    Line channel = channel();
    if (channel != null && channel.opened) {
      channel.listener.onFrame(frame);
    }
  }

  /** The latest channel has taken everything. */
  void drain() {
    Line channel = channel();
    if (channel != null && channel.opened) {
      channel.queued = 0;
      channel.listener.onDrain();
    }
  }

  /** Ends the latest channel, by a close frame or without one. */
  void end(int code, @Nullable String reason) {
    Line channel = channel();
    if (channel != null) {
      channel.end(code, channel.opened ? reason : null);
    }
  }

  private @Nullable Line channel() {
    for (int i = channels.size() - 1; i >= 0; i--) {
      if (!channels.get(i).ended) {
        return channels.get(i);
      }
    }
    return null;
  }

  /** One WebSocket. */
  private final class Line implements Channel {
    private final Channel.Listener listener;
    private boolean opened;
    private boolean ended;
    private long queued;

    Line(Channel.Listener listener) {
      this.listener = listener;
    }

    private void end(int code, @Nullable String reason) {
      if (ended) {
        return;
      }
      ended = true;
      if (reason == null) {
        listener.onFailure(new EOFException("cut"), null);
      } else {
        listener.onClose(code, reason);
      }
    }

    @Override
    public void send(List<Frame> frames) {
      for (Frame frame : frames) {
        queued +=
            frame instanceof Frame.Text text
                ? text.data().getBytes(StandardCharsets.UTF_8).length
                : ((Frame.Binary) frame).data().length;
      }
    }

    @Override
    public long queuedBytes() {
      return ended ? 0 : queued;
    }

    @Override
    public void reading(boolean wanted) {}

    @Override
    public void close(int code, String reason) {
      loop.schedule(Duration.ofSeconds(1), () -> end(code, opened ? "" : null));
    }

    @Override
    public void abort() {
      loop.execute(() -> end(1006, null));
    }
  }
}
