package socketio.okhttp;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import okio.Utf8;
import org.jspecify.annotations.Nullable;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;

/**
 * A WebSocket. OkHttp's reader thread delivers the frames; its writer thread, the timer and {@link
 * #abort} may end the channel as well, so that every callback goes through a {@link
 * SerialListener}.
 */
final class WebSocketChannel implements Channel {
  /** How long nothing may happen while a channel is closing. */
  private static final long CLOSE_STEP_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** How long closing may take altogether, however busily the queue is being sent. */
  private static final int MAX_CLOSE_STEPS = 15;

  private final Transport.Request request;
  private final SerialListener listener;
  private final ReadGate gate = new ReadGate();
  private final OutgoingQueue out;
  private final Timers timers;
  private final Executor executor;
  private final Consumer<WebSocketChannel> onGone;
  private final AtomicBoolean closing = new AtomicBoolean();
  private volatile @Nullable WebSocket webSocket;

  /**
   * @param executor runs a terminal callback that has no thread of its own
   * @param onGone hears when OkHttp has nothing more to do for this channel
   */
  WebSocketChannel(
      Transport.Request request,
      Listener listener,
      Timers timers,
      Executor executor,
      Consumer<WebSocketChannel> onGone) {
    this.request = request;
    this.timers = timers;
    this.executor = executor;
    this.onGone = onGone;
    this.listener = new SerialListener(listener, this::drop);
    this.out = new OutgoingQueue(timers, this.listener::drained);
  }

  /** Starts the handshake. */
  void open(OkHttpClient client, okhttp3.Request handshake) {
    WebSocket opening = client.newWebSocket(handshake, new Events());
    webSocket = opening;
    out.attach(opening);
  }

  @Override
  public void send(List<Frame> frames) {
    if (!out.send(frames)) {
      fail(
          new IOException(
              "OkHttp cannot send a WebSocket message of more than "
                  + maxMessageSize()
                  + " bytes; split it"));
    }
  }

  @Override
  public long queuedBytes() {
    return out.queuedBytes();
  }

  @Override
  public long maxMessageSize() {
    return OutgoingQueue.MAX_MESSAGE;
  }

  @Override
  public void reading(boolean wanted) {
    gate.setOpen(wanted);
  }

  @Override
  public void close(int code, String reason) {
    if (closing.compareAndSet(false, true)) {
      gate.discard();
      out.close(CloseFrames.code(code), CloseFrames.reason(reason));
      awaitClose(out.queuedBytes(), MAX_CLOSE_STEPS);
    }
  }

  private void awaitClose(long queued, int steps) {
    timers.schedule(() -> checkClose(queued, steps), CLOSE_STEP_NANOS, TimeUnit.NANOSECONDS);
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
    listener.settle(last -> last.onFailure(cause, null)); // before OkHttp reports its consequences
    drop();
    executor.execute(listener::tellPending);
  }

  private void end(Throwable cause, Transport.@Nullable Response response) {
    listener.end(last -> last.onFailure(cause, response));
  }

  /** Drops the connection and what waits for it. */
  private void drop() {
    gate.discard();
    out.end();
    WebSocket socket = webSocket;
    if (socket != null) {
      socket.cancel();
    }
    onGone.accept(this);
  }

  /** What OkHttp reports, on its reader thread or, where noted, on its writer thread. */
  private final class Events extends WebSocketListener {
    @Override
    public void onOpen(WebSocket socket, Response response) {
      Transport.Response handshake = Requests.opened(response);
      listener.tell(to -> to.onOpen(handshake));
      out.opened();
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      if (passes(3L * text.length() <= request.maxResponse() ? 0 : Utf8.size(text))) {
        listener.tellFrame(new Frame.Text(text));
      }
    }

    @Override
    public void onMessage(WebSocket socket, ByteString bytes) {
      if (passes(bytes.size())) {
        listener.tellFrame(new Frame.Binary(bytes.toByteArray()));
      }
    }

    /** Whether a message of this size is to be delivered; waits until messages are wanted. */
    private boolean passes(long size) {
      if (size > request.maxResponse()) {
        failHere(MessageLimit.exceeded(request.maxResponse()));
        return false;
      }
      try {
        return gate.pass();
      } catch (InterruptedException e) { // by the owner of the executor
        Thread.currentThread().interrupt();
        failHere(new IOException("The executor was shut down while reading was off", e));
        return false;
      }
    }

    private void failHere(IOException cause) {
      end(cause, null);
      drop();
    }

    /** The peer's close frame: nothing more can be delivered and nothing more will be read. */
    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      gate.discard();
      out.end();
      socket.close(CloseFrames.code(code), null);
      timers.schedule(WebSocketChannel.this::drop, CLOSE_STEP_NANOS, TimeUnit.NANOSECONDS);
      listener.end(last -> last.onClose(code, reason));
    }

    /** Both sides have said goodbye. Called by either thread. */
    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
      onGone.accept(WebSocketChannel.this);
    }

    /** Called by either thread, or by that which opens. */
    @Override
    public void onFailure(WebSocket socket, Throwable cause, @Nullable Response response) {
      Throwable explained = Requests.explain(cause, request);
      Transport.Response refusal =
          response == null ? ProxyRefusal.in(cause) : Requests.refused(response);
      drop(); // OkHttp itself would close the connection after its writer, which may be stuck
      if (webSocket == null) {
        executor.execute(() -> end(explained, refusal));
      } else {
        end(explained, refusal);
      }
    }
  }
}
