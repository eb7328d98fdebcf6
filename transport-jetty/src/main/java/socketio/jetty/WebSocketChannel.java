package socketio.jetty;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;
import socketio.spi.Transport;
import socketio.spi.support.QueuedChannel;
import socketio.spi.support.TransportErrors;

/** A WebSocket. One frame after another is requested, so that TCP holds the peer back. */
final class WebSocketChannel extends QueuedChannel {
  /** A message takes arrays of up to 4 times its size on the way, which must be possible. */
  static final long MAX_MESSAGE = 512L << 20;

  private static final int BATCH_FRAMES = 1024;

  /**
   * How much is read at a stretch. A peer that sends faster than this side reads would otherwise
   * occupy the thread, on which other connections may depend.
   */
  private static final int TURN_BYTES = 4 << 20;

  /** The least that a frame counts. */
  private static final int MIN_WEIGHT = 1 << 10;

  private final String request; // its text: with its headers it would stay in memory for long
  private final Duration timeout;
  private final long maxMessage;
  private final IncomingMessage incoming;
  private final Callback written = Callback.from(this::written, cause -> fail(explain(cause)));
  private final FrameWriter writer;
  private final Scheduler scheduler;
  private final Executor executor;
  private final Consumer<WebSocketChannel> onGone;
  private final Runnable demand = this::demand;
  private long turn; // for the thread that processes the latest frame
  private volatile @Nullable Handshake handshake;
  private volatile @Nullable CoreSession session;

  /**
   * @param executor runs what must not run on the current thread, and never refuses
   * @param onGone called when there is nothing more to do for this channel
   */
  WebSocketChannel(
      Transport.Request request,
      Listener listener,
      Scheduler scheduler,
      Executor executor,
      Consumer<WebSocketChannel> onGone) {
    super(listener, executor, BATCH_FRAMES);
    this.request = request.toString();
    this.timeout = request.timeout();
    this.maxMessage = request.maxResponse();
    this.scheduler = scheduler;
    this.executor = executor;
    this.onGone = onGone;
    this.incoming = new IncomingMessage(request.maxResponse());
    this.writer = new FrameWriter(Handshake.maxFrameSize(request.maxResponse()), written);
  }

  /** Starts the handshake. */
  void open(WebSocketCoreClient client, Transport.Request handshakeRequest, Routes routes) {
    var opening = new Handshake(client, handshakeRequest, routes, new Events());
    handshake = opening;
    try {
      opening.start();
    } catch (RuntimeException e) { // the transport was closed meanwhile
      fail(explain(e));
    }
    if (hasEnded()) { // meanwhile
      drop();
    }
  }

  @Override
  protected void write(List<Frame> frames) {
    CoreSession open = session;
    if (open != null) {
      writer.write(open, frames);
    }
  }

  @Override
  protected void writeClose(int code, String reason) {
    CoreSession open = session;
    if (open != null) {
      open.sendFrame(new CloseStatus(code, reason).toFrame(), written, false);
    }
  }

  @Override
  protected void requestNext() {
    if (turn < TURN_BYTES) {
      demand();
    } else {
      turn = 0;
      executor.execute(demand);
    }
  }

  private void demand() {
    CoreSession open = session;
    if (open == null) {
      return;
    }
    try {
      open.demand();
    } catch (RuntimeException e) { // the client was stopped
      fail(explain(e));
    }
  }

  @Override
  protected void drop() {
    CoreSession open = session;
    Handshake opening = handshake;
    if (open != null) {
      open.abort();
    } else if (opening != null) {
      opening.abort(new IOException("The channel was ended while it was opening"));
    }
    onGone.accept(this);
  }

  @Override
  protected void schedule(Runnable task, long delay, TimeUnit unit) {
    scheduler.schedule(task, delay, unit);
  }

  private IOException explain(Throwable cause) {
    return Requests.explain(cause, request, timeout);
  }

  /** What Jetty reports. */
  private final class Events implements Handshake.Outcome {
    private Transport.@Nullable Response accepted;
    private byte @Nullable [] owedPong;
    private boolean ponging;

    @Override
    public void accepted(Transport.Response response) {
      accepted = response;
    }

    @Override
    public void refused(IOException cause, Transport.@Nullable Response response) {
      WebSocketChannel.this.refused(cause, response);
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
      session = opened;
      handshake = null; // it holds the request and the response
      callback.succeeded();
      Transport.Response response = accepted;
      accepted = null;
      if (hasEnded() || response == null) { // meanwhile
        opened.abort();
        return;
      }
      opened(response);
      startWriting();
      skip();
    }

    @Override
    public void onFrame(org.eclipse.jetty.websocket.core.Frame frame, Callback callback) {
      turn += MIN_WEIGHT + frame.getPayloadLength();
      switch (frame.getOpCode()) {
        case OpCode.CLOSE -> {
          CloseStatus status = CloseStatus.getCloseStatus(frame);
          String reason = status.getReason();
          closedByPeer(status.getCode(), reason == null ? "" : reason);
          callback.succeeded(); // Jetty then answers, unless this is the answer
        }
        case OpCode.PING -> {
          pong(frame);
          callback.succeeded();
          skip();
        }
        case OpCode.PONG -> {
          callback.succeeded();
          skip();
        }
        default -> onData(frame, callback);
      }
    }

    private void onData(org.eclipse.jetty.websocket.core.Frame frame, Callback callback) {
      Frame message = null;
      IOException failure = null;
      try {
        message = isDiscarding() ? null : incoming.add(frame);
      } catch (IOException e) {
        failure = e;
      } finally {
        callback.succeeded(); // the payload was copied
      }
      if (failure != null) {
        fail(failure);
      } else if (message == null) {
        skip();
      } else {
        received(message);
      }
    }

    /** Answers the latest ping when the answer to an earlier one has left (RFC 6455, 5.5.3). */
    private void pong(org.eclipse.jetty.websocket.core.Frame ping) {
      var payload = new byte[ping.getPayloadLength()];
      if (ping.hasPayload()) {
        ping.getPayload().duplicate().get(payload);
      }
      synchronized (this) {
        if (ponging) {
          owedPong = payload;
          return;
        }
        ponging = true;
      }
      sendPong(payload);
    }

    private void sendPong(byte[] payload) {
      CoreSession open = session;
      if (open != null) {
        open.sendFrame(
            new org.eclipse.jetty.websocket.core.Frame(OpCode.PONG, ByteBuffer.wrap(payload)),
            Callback.from(this::pongSent, failure -> {}),
            false);
      }
    }

    private void pongSent() {
      byte[] next;
      synchronized (this) {
        next = owedPong;
        owedPong = null;
        ponging = next != null;
      }
      if (next != null) {
        sendPong(next);
      }
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
      broken(
          cause instanceof MessageTooLargeException
              ? TransportErrors.messageTooLarge(maxMessage)
              : explain(cause));
      callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
      broken(new EOFException("The server closed the connection without a closing handshake"));
      callback.succeeded();
    }
  }
}
