package socketio.engineio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;

/** A network whose other end is the test: requests wait until the test answers them. */
final class FakeNetwork implements Transport {
  final List<Exchange> gets = new ArrayList<>();
  final List<Exchange> posts = new ArrayList<>();
  final List<FakeChannel> channels = new ArrayList<>();
  Set<TransportKind> kinds = Set.of(TransportKind.POLLING, TransportKind.WEBSOCKET);
  long maxMessageSize = Long.MAX_VALUE;
  @Nullable RuntimeException refusal;

  @Override
  public Set<TransportKind> kinds() {
    return kinds;
  }

  @Override
  public long maxMessageSize(TransportKind kind) {
    return kind.equals(TransportKind.POLLING) ? Long.MAX_VALUE : maxMessageSize;
  }

  @Override
  public CompletableFuture<Response> exchange(Request request) {
    if (refusal != null) {
      throw refusal;
    }
    List<Exchange> list = request.method().equals("GET") ? gets : posts;
    assertTrue(list.stream().allMatch(Exchange::over), "two " + request.method() + " at once");
    Exchange exchange = new Exchange(request);
    list.add(exchange);
    return exchange.future;
  }

  @Override
  public Channel connect(TransportKind kind, Request request, Channel.Listener listener) {
    if (refusal != null) {
      throw refusal;
    }
    FakeChannel channel = new FakeChannel(kind, request, listener);
    channels.add(channel);
    return channel;
  }

  @Override
  public void close() {}

  /** The GET in flight. */
  Exchange get() {
    return last(gets);
  }

  /** The POST in flight. */
  Exchange post() {
    return last(posts);
  }

  boolean polling() {
    return !gets.isEmpty() && !gets.get(gets.size() - 1).over();
  }

  boolean posting() {
    return !posts.isEmpty() && !posts.get(posts.size() - 1).over();
  }

  FakeChannel channel() {
    return channels.get(channels.size() - 1);
  }

  private static Exchange last(List<Exchange> list) {
    assertFalse(list.isEmpty(), "no request");
    Exchange exchange = list.get(list.size() - 1);
    assertFalse(exchange.over(), "no request in flight");
    return exchange;
  }

  static Response response(int status, String body, String... headers) {
    Map<String, List<String>> map = new LinkedHashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.computeIfAbsent(headers[i], name -> new ArrayList<>()).add(headers[i + 1]);
    }
    return new Response(status, map, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Packets as they are written in a test: text as it is, bytes as hexadecimal. */
  static String show(Frame frame) {
    if (frame instanceof Frame.Text text) {
      return text.data();
    }
    StringBuilder hex = new StringBuilder("<");
    for (byte b : ((Frame.Binary) frame).data()) {
      hex.append(String.format("%02x", b));
    }
    return hex.append('>').toString();
  }

  /** A request that waits for its answer. */
  static final class Exchange {
    final Request request;
    final CompletableFuture<Response> future = new CompletableFuture<>();

    Exchange(Request request) {
      this.request = request;
    }

    boolean over() {
      return future.isDone();
    }

    String query() {
      return request.uri().getRawQuery();
    }

    /** The body, with the separators shown as a bar. */
    String body() {
      byte[] body = request.body();
      return body == null ? "" : new String(body, StandardCharsets.UTF_8).replace('\u001e', '|');
    }

    /** Answers; a bar stands for the separator of packets. */
    void answer(String body) {
      assertTrue(future.complete(response(200, body.replace('|', '\u001e'))), "over already");
    }

    void answer(int status, String body, String... headers) {
      assertTrue(future.complete(response(status, body, headers)), "over already");
    }

    void fail(Throwable cause) {
      assertTrue(future.completeExceptionally(cause), "over already");
    }
  }

  /** A channel that records what is sent. */
  static final class FakeChannel implements Channel {
    final TransportKind kind;
    final Request request;
    final Listener listener;
    final List<String> sent = new ArrayList<>();
    final List<Integer> batches = new ArrayList<>();
    boolean reading = true;
    boolean aborted;
    int closeCode;
    long queued;

    FakeChannel(TransportKind kind, Request request, Listener listener) {
      this.kind = kind;
      this.request = request;
      this.listener = listener;
    }

    @Override
    public void send(List<Frame> frames) {
      assertFalse(aborted, "sent after abort");
      assertEquals(0, closeCode, "sent after close");
      batches.add(frames.size());
      frames.forEach(frame -> sent.add(show(frame)));
    }

    @Override
    public long queuedBytes() {
      return queued;
    }

    @Override
    public void reading(boolean wanted) {
      reading = wanted;
    }

    @Override
    public void close(int code, String reason) {
      closeCode = code;
    }

    @Override
    public void abort() {
      aborted = true;
    }

    void open() {
      listener.onOpen(response(101, ""));
    }

    void text(String packet) {
      listener.onFrame(new Frame.Text(packet));
    }
  }
}
