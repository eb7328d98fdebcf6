package socketio.examples.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;

/**
 * A WebSocket. The next part of a message is asked for when the one before has been dealt with.
 * Several threads may end the channel, so that every callback goes through a {@link
 * SerialListener}.
 */
final class WebSocketChannel implements Channel {
  /** How long nothing may happen while a channel is closing. */
  private static final Duration CLOSE_STEP = Duration.ofSeconds(2);

  /** How long closing may take altogether, however busily the queue is being sent. */
  private static final int MAX_CLOSE_STEPS = 15;

  private static final int MAX_REFUSAL = 4096;
  private static final int CLOSED_ABNORMALLY = 1006; // how the JDK tells of an end of input
  private static final byte[] NO_BODY = {};

  private final Transport.Request request;
  private final SerialListener listener;
  private final ReadGate gate = new ReadGate();
  private final IncomingMessage incoming;
  private final OutgoingQueue out;
  private final Pool pool;
  private final Consumer<WebSocketChannel> onGone;
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile @Nullable WebSocket webSocket;
  private volatile @Nullable CompletableFuture<Boolean> openingTimer;

  /**
   * @param onGone hears when there is nothing more to do for this channel
   */
  WebSocketChannel(
      Transport.Request request, Listener listener, Pool pool, Consumer<WebSocketChannel> onGone) {
    this.request = request;
    this.pool = pool;
    this.onGone = onGone;
    this.incoming = new IncomingMessage(request.maxResponse());
    this.listener = new SerialListener(listener, pool, this::drop);
    this.out =
        new OutgoingQueue(
            pool,
            () -> this.listener.tellLater(Listener::onDrain),
            cause -> fail(Requests.explain(cause, request)));
  }

  /** Starts the handshake. */
  void open(HttpClient client) throws IOException {
    URI uri = Handshakes.check(request);
    WebSocket.Builder builder = Handshakes.builder(client, request);
    openingTimer = pool.schedule(request.timeout(), () -> fail(Requests.timeout(request)));
    var unused =
        builder
            .buildAsync(uri, new Events())
            .whenComplete(
                (opened, problem) -> {
                  if (problem != null) {
                    refused(Requests.unwrap(problem));
                  }
                });
  }

  private void refused(Throwable problem) {
    discard();
    if (problem instanceof WebSocketHandshakeException refusal) {
      HttpResponse<?> answer = refusal.getResponse();
      Transport.Response response =
          Requests.response(answer.statusCode(), answer.headers(), start(answer.body()));
      var cause =
          new ProtocolException(
              "Expected HTTP 101 with proof of a WebSocket but was " + answer.statusCode());
      listener.endLater(last -> last.onFailure(cause, response));
    } else {
      IOException cause = Requests.explain(problem, request);
      listener.endLater(last -> last.onFailure(cause, null));
    }
    drop();
  }

  private static byte[] start(@Nullable Object body) {
    byte[] bytes = body == null ? NO_BODY : body.toString().getBytes(UTF_8);
    return bytes.length > MAX_REFUSAL ? Arrays.copyOf(bytes, MAX_REFUSAL) : bytes;
  }

  @Override
  public void send(List<Frame> frames) {
    out.send(frames);
  }

  @Override
  public long queuedBytes() {
    return out.queuedBytes();
  }

  @Override
  public void reading(boolean wanted) {
    if (wanted) {
      resume(gate.open());
    } else {
      gate.shut();
    }
  }

  private void resume(ReadGate.Resume next) {
    if (next instanceof ReadGate.Resume.Demand) {
      demand();
    } else if (next instanceof ReadGate.Resume.Deliver held) {
      pool.execute(() -> deliver(held.frame()));
    }
  }

  private void deliver(Frame frame) {
    listener.tell(
        to -> {
          to.onFrame(frame);
          goOn();
        });
  }

  /** Asks for the next part if it is wanted. */
  private void goOn() {
    if (gate.mayGoOn()) {
      demand();
    }
  }

  private void demand() {
    WebSocket open = webSocket;
    if (open != null) {
      open.request(1);
    }
  }

  @Override
  public void close(int code, String reason) {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    long queued = out.queuedBytes();
    out.close(CloseFrames.code(code), CloseFrames.reason(reason));
    resume(gate.discard());
    awaitClose(queued, MAX_CLOSE_STEPS);
  }

  private void awaitClose(long queued, int steps) {
    var unused = pool.schedule(CLOSE_STEP, () -> checkClose(queued, steps));
  }

  /** Waits on while the peer takes what was queued, but not for ever. */
  private void checkClose(long queuedBefore, int steps) {
    long queued = out.queuedBytes();
    if (listener.isEnding()) {
      return;
    }
    if (queued < queuedBefore && steps > 1) {
      awaitClose(queued, steps - 1);
    } else {
      fail(new IOException("The peer did not answer the closing handshake in time"));
    }
  }

  @Override
  public void abort() {
    fail(new IOException("The connection was aborted on this side"));
  }

  /** Ends the channel from any thread, perhaps from within a callback or a caller's lock. */
  void fail(IOException cause) {
    discard();
    listener.endLater(last -> last.onFailure(cause, null)); // before the JDK reports consequences
    drop();
  }

  /** Throws away what waits, in either direction. */
  private void discard() {
    gate.discard();
    out.end();
  }

  /** Drops the connection, and what waits for it. */
  private void drop() {
    discard();
    stopOpeningTimer();
    WebSocket open = webSocket;
    if (open != null) {
      open.abort();
    }
    onGone.accept(this);
  }

  private void stopOpeningTimer() {
    CompletableFuture<Boolean> timer = openingTimer;
    if (timer != null) {
      timer.complete(false);
    }
  }

  /** What the JDK reports, one call at a time. That a call returns null frees its argument. */
  private final class Events implements WebSocket.Listener {
    @Override
    public void onOpen(WebSocket opened) {
      webSocket = opened;
      stopOpeningTimer();
      if (listener.isEnding()) { // given up meanwhile
        opened.abort();
        return;
      }
      listener.tell(to -> to.onOpen(new Transport.Response(101, Map.of(), NO_BODY)));
      out.opened(opened);
      goOn();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      if (gate.isDiscarding()) {
        goOn();
      } else {
        try {
          pass(incoming.add(part, last));
        } catch (IOException e) {
          fail(e);
        }
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
      if (gate.isDiscarding()) {
        goOn();
      } else {
        try {
          pass(incoming.add(part, last));
        } catch (IOException e) {
          fail(e);
        }
      }
      return null;
    }

    private void pass(@Nullable Frame message) {
      if (message == null) {
        goOn();
        return;
      }
      switch (gate.pass(message)) {
        case DELIVER -> deliver(message);
        case DROP -> goOn();
        case HOLD -> {}
      }
    }

    /** The JDK has answered it. */
    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer payload) {
      goOn();
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer payload) {
      goOn();
      return null;
    }

    /** The JDK answers it when this has returned. */
    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      if (code == CLOSED_ABNORMALLY) {
        failHere(new EOFException("The server closed the connection without a closing handshake"));
        return null;
      }
      discard();
      var unused = pool.schedule(CLOSE_STEP, WebSocketChannel.this::drop);
      listener.end(last -> last.onClose(code, reason));
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable problem) {
      Throwable cause = problem.getCause();
      failHere(
          problem instanceof ProtocolException && cause != null
              ? new IOException("The server broke the WebSocket protocol: " + cause.getMessage())
              : Requests.explain(problem, request));
    }

    private void failHere(IOException cause) {
      discard();
      listener.end(last -> last.onFailure(cause, null));
      drop();
    }
  }
}
