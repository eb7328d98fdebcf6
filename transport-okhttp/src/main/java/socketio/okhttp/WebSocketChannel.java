package socketio.okhttp;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import okio.Utf8;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;
import socketio.spi.Transport;
import socketio.spi.support.AbstractChannel;
import socketio.spi.support.TransportErrors;

/**
 * A WebSocket. OkHttp's reader thread delivers the frames, and waits after each until the next one
 * is requested, so that TCP holds the peer back.
 */
final class WebSocketChannel extends AbstractChannel {
  private final Transport.Request request;
  private final OutgoingQueue out;
  private final Timers timers;
  private final Consumer<WebSocketChannel> onGone;

  /** Lets the reader take one more message. */
  private final Semaphore wanted = new Semaphore(0);

  /** The thread that delivered the latest message. */
  private volatile @Nullable Thread reader;

  /** The reader itself has requested the next message. For the reader only. */
  private boolean wantedByReader;

  private volatile @Nullable WebSocket webSocket;

  /**
   * @param executor makes callbacks for threads that must not
   * @param onGone called when OkHttp has nothing more to do for this channel
   */
  WebSocketChannel(
      Transport.Request request,
      Listener listener,
      Timers timers,
      Executor executor,
      Consumer<WebSocketChannel> onGone) {
    super(listener, executor);
    this.request = request;
    this.timers = timers;
    this.onGone = onGone;
    this.out = new OutgoingQueue(timers, this::drained);
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
                  + OutgoingQueue.MAX_MESSAGE
                  + " bytes; split it"));
    }
  }

  @Override
  public long queuedBytes() {
    return out.queuedBytes();
  }

  @Override
  protected void requestNext() {
    if (Thread.currentThread() == reader) {
      wantedByReader = true;
    } else {
      wanted.release();
    }
  }

  @Override
  protected void sendClose(int code, String reason) {
    out.close(code, reason);
  }

  @Override
  protected void clearQueue() {
    out.end();
  }

  @Override
  protected void drop() {
    WebSocket socket = webSocket;
    if (socket != null) {
      socket.cancel();
    }
    requestNext(); // the reader must not wait any longer
    onGone.accept(this);
  }

  @Override
  protected void schedule(Runnable task, long delay, TimeUnit unit) {
    timers.schedule(task, delay, unit);
  }

  /** What OkHttp reports, on its reader thread or, where noted, on its writer thread. */
  private final class Events extends WebSocketListener {
    @Override
    public void onOpen(WebSocket socket, Response response) {
      opened(Requests.opened(response));
      out.opened();
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      if (fits(3L * text.length() <= request.maxResponse() ? 0 : Utf8.size(text))) {
        deliver(new Frame.Text(text));
      }
    }

    @Override
    public void onMessage(WebSocket socket, ByteString bytes) {
      if (fits(bytes.size())) {
        deliver(new Frame.Binary(bytes.toByteArray()));
      }
    }

    private boolean fits(long size) {
      boolean fits = size <= request.maxResponse();
      if (!fits) {
        broken(TransportErrors.messageTooLarge(request.maxResponse()));
      }
      return fits;
    }

    private void deliver(Frame frame) {
      Thread current = Thread.currentThread();
      if (reader != current) {
        reader = current;
      }
      received(frame);
      if (wantedByReader) {
        wantedByReader = false;
        return;
      }
      try {
        wanted.acquire();
      } catch (InterruptedException e) { // by the owner of the executor
        Thread.currentThread().interrupt();
        broken(new IOException("The executor was shut down while reading was off", e));
      }
    }

    /** The peer's close frame: nothing more can be delivered and nothing more will be read. */
    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      clearQueue();
      socket.close(validCloseCode(code), null);
      closedByPeer(code, reason);
    }

    /** Both sides have sent a close frame. Called by either thread. */
    @Override
    public void onClosed(WebSocket socket, int code, String reason) {
      onGone.accept(WebSocketChannel.this);
    }

    /** Called by either thread, or by the one that opens. */
    @Override
    public void onFailure(WebSocket socket, Throwable cause, @Nullable Response response) {
      Throwable explained = Requests.explain(cause, request);
      Transport.Response refusal =
          response == null ? ProxyRefusal.in(cause) : Requests.refused(response);
      refused(explained, refusal); // OkHttp itself would wait for its writer, which may be stuck
    }
  }
}
