package socketio.examples.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;
import socketio.spi.Transport;
import socketio.spi.support.HttpRequests;
import socketio.spi.support.QueuedChannel;
import socketio.spi.support.TransportErrors;

/**
 * Connects a channel to a WebSocket of the JDK, which delivers one part of a message per request.
 */
final class WebSocketChannel extends QueuedChannel {
  private static final int MAX_REFUSAL = 4096;
  private static final int CLOSED_ABNORMALLY = 1006; // how the JDK reports an end of input
  private static final byte[] NO_BODY = {};

  private final Transport.Request request;
  private final IncomingMessage incoming;
  private final Pool pool;
  private final Consumer<WebSocketChannel> onGone;
  private volatile @Nullable WebSocket webSocket;

  /**
   * @param onGone called when there is nothing more to do for this channel
   */
  WebSocketChannel(
      Transport.Request request, Listener listener, Pool pool, Consumer<WebSocketChannel> onGone) {
    super(listener, pool, 1); // the JDK takes one message at a time
    this.request = request;
    this.pool = pool;
    this.onGone = onGone;
    this.incoming = new IncomingMessage(request.maxResponse());
  }

  /** Starts the handshake. */
  void open(HttpClient client) throws IOException {
    WebSocket.Builder builder = Requests.webSocket(client, request);
    CompletableFuture<Boolean> timer =
        pool.schedule(
            HttpRequests.timeoutMillis(request),
            () -> fail(TransportErrors.timeout(request.toString(), request.timeout(), null)));
    var unused =
        builder
            .buildAsync(HttpRequests.webSocketUri(request), new Events())
            .whenComplete(
                (opened, problem) -> {
                  timer.complete(false);
                  if (problem != null) {
                    refused(TransportErrors.unwrap(problem));
                  }
                });
  }

  private void refused(Throwable problem) {
    if (problem instanceof WebSocketHandshakeException refusal) {
      HttpResponse<?> answer = refusal.getResponse();
      refused(
          new ProtocolException(
              "Expected HTTP 101 with proof of a WebSocket but was " + answer.statusCode()),
          Requests.response(answer.statusCode(), answer.headers(), start(answer.body())));
    } else {
      refused(Requests.explain(problem, request), null);
    }
  }

  private static byte[] start(@Nullable Object body) {
    byte[] bytes = body == null ? NO_BODY : body.toString().getBytes(UTF_8);
    return bytes.length > MAX_REFUSAL ? Arrays.copyOf(bytes, MAX_REFUSAL) : bytes;
  }

  @Override
  protected void write(List<Frame> frames) {
    WebSocket to = webSocket;
    if (to != null) {
      await(
          frames.get(0) instanceof Frame.Text text
              ? to.sendText(wellFormed(text.data()), true)
              : to.sendBinary(ByteBuffer.wrap(((Frame.Binary) frames.get(0)).data()), true));
    }
  }

  /** The JDK ends a connection over a lone surrogate; others replace it with a question mark. */
  private static String wellFormed(String text) {
    return UTF_8.newEncoder().canEncode(text) ? text : new String(text.getBytes(UTF_8), UTF_8);
  }

  /** Of the codes below 3000 the JDK lets a client send only a few. */
  @Override
  protected void writeClose(int code, String reason) {
    boolean allowed = code >= 3000 || code == 1001 || code == 1008 || code == 1011;
    WebSocket to = webSocket;
    if (to != null) {
      await(to.sendClose(allowed ? code : WebSocket.NORMAL_CLOSURE, reason));
    }
  }

  private void await(CompletableFuture<WebSocket> sent) {
    var unused =
        sent.whenComplete(
            (done, failure) -> {
              if (failure == null) {
                written();
              } else {
                fail(Requests.explain(failure, request));
              }
            });
  }

  @Override
  protected void requestNext() {
    WebSocket open = webSocket;
    if (open != null) {
      open.request(1);
    }
  }

  @Override
  protected void drop() {
    WebSocket open = webSocket;
    if (open != null) {
      open.abort();
    }
    onGone.accept(this);
  }

  @Override
  protected void schedule(Runnable task, long delay, TimeUnit unit) {
    var unused = pool.schedule(unit.toMillis(delay), task);
  }

  /** What the JDK reports, one call at a time. That a call returns null frees its argument. */
  private final class Events implements WebSocket.Listener {
    @Override
    public void onOpen(WebSocket opened) {
      webSocket = opened;
      if (hasEnded()) { // meanwhile
        opened.abort();
        return;
      }
      opened(new Transport.Response(101, Map.of(), NO_BODY));
      startWriting();
      skip();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      return take(isDiscarding() ? null : incoming.add(part, last));
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
      return take(isDiscarding() ? null : incoming.add(part, last));
    }

    /** The JDK answers it. */
    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer payload) {
      return take(null);
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
      return take(null);
    }

    private @Nullable CompletionStage<?> take(@Nullable Frame message) {
      if (message == null) {
        skip();
      } else {
        received(message);
      }
      return null;
    }

    /** The JDK answers it when this method has returned. */
    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      if (code == CLOSED_ABNORMALLY) {
        broken(new EOFException("The server closed the connection without a closing handshake"));
      } else {
        closedByPeer(code, reason);
      }
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable problem) {
      Throwable cause = problem.getCause();
      broken(
          problem instanceof ProtocolException && cause != null
              ? new IOException("The server broke the WebSocket protocol: " + cause.getMessage())
              : Requests.explain(problem, request));
    }
  }
}
