package socketio.jetty;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.OpCode;
import org.eclipse.jetty.websocket.core.client.WebSocketCoreClient;
import org.eclipse.jetty.websocket.core.exception.MessageTooLargeException;
import org.jspecify.annotations.Nullable;
import socketio.spi.Channel;
import socketio.spi.Frame;
import socketio.spi.Transport;

/**
 * A WebSocket. A frame is asked for when the one before has been delivered. Several threads may end
 * the channel, so that every callback goes through a {@link SerialListener}.
 */
final class WebSocketChannel implements Channel {
  /** How long nothing may happen while a channel is closing. */
  private static final long CLOSE_STEP_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** How long closing may take altogether, however busily the queue is being sent. */
  private static final int MAX_CLOSE_STEPS = 15;

  /** Safe for what the JVM makes of it on the way: arrays of up to 4 times the size. */
  private static final long MAX_MESSAGE = 512L << 20;

  /**
   * How much is read at a stretch. A peer that sends faster than we read would otherwise keep the
   * thread for itself, which may be the one that others wait for to be read and written.
   */
  private static final int TURN_BYTES = 4 << 20;

  /** What a frame counts at least. */
  private static final int MIN_WEIGHT = 1 << 10;

  private final String request; // by name: with its headers it would be held as long as this
  private final Duration timeout;
  private final long maxMessage;
  private final SerialListener listener;
  private final ReadGate gate = new ReadGate();
  private final IncomingMessage incoming;
  private final OutgoingQueue out;
  private final Scheduler scheduler;
  private final Executor executor;
  private final Consumer<WebSocketChannel> onGone;
  private final Runnable goOn = this::goOn;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final Runnable demand = this::demand;
  private long turn; // for whoever deals with the latest frame
  private volatile @Nullable Handshake handshake;
  private volatile @Nullable CoreSession session;

  /**
   * @param executor runs what has no thread of its own, and never refuses
   * @param onGone hears when there is nothing more to do for this channel
   */
  WebSocketChannel(
      Transport.Request request,
      Listener listener,
      Scheduler scheduler,
      Executor executor,
      Consumer<WebSocketChannel> onGone) {
    this.request = request.toString();
    this.timeout = request.timeout();
    this.maxMessage = request.maxResponse();
    this.scheduler = scheduler;
    this.executor = executor;
    this.onGone = onGone;
    this.incoming = new IncomingMessage(request.maxResponse());
    this.listener = new SerialListener(listener, executor, this::drop);
    this.out =
        new OutgoingQueue(
            Handshake.maxFrameSize(request.maxResponse()),
            executor,
            () -> this.listener.tellLater(Listener::onDrain),
            cause -> fail(explain(cause)));
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
    if (listener.isEnding()) { // meanwhile
      drop();
    }
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
  public long maxMessageSize() {
    return MAX_MESSAGE;
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
      executor.execute(() -> deliver(held.frame()));
    }
  }

  private void deliver(Frame frame) {
    listener.tellFrame(frame, goOn);
  }

  /** Asks for the next frame if it is wanted. */
  private void goOn() {
    if (!gate.mayGoOn()) {
      return;
    }
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
    schedule(() -> checkClose(queued, steps));
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

  private void schedule(Runnable task) {
    scheduler.schedule(task, CLOSE_STEP_NANOS, TimeUnit.NANOSECONDS);
  }

  @Override
  public void abort() {
    fail(new IOException("The connection was aborted on this side"));
  }

  /** Ends the channel from any thread, perhaps from within a callback or a caller's lock. */
  void fail(IOException cause) {
    discard();
    listener.endLater(last -> last.onFailure(cause, null)); // before Jetty reports consequences
    drop();
  }

  private IOException explain(Throwable cause) {
    return Requests.explain(cause, request, timeout);
  }

  /** Throws away what waits, in either direction. */
  private void discard() {
    gate.discard();
    out.end();
  }

  /** Drops the connection and what waits for it. */
  private void drop() {
    discard();
    CoreSession open = session;
    Handshake opening = handshake;
    if (open != null) {
      open.abort();
    } else if (opening != null) {
      opening.abort(new IOException("The channel was given up while it was opening"));
    }
    onGone.accept(this);
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
      discard();
      listener.endLater(last -> last.onFailure(cause, response));
      onGone.accept(WebSocketChannel.this);
    }

    @Override
    public void onOpen(CoreSession opened, Callback callback) {
      session = opened;
      handshake = null; // it holds the request and the response
      callback.succeeded();
      Transport.Response response = accepted;
      accepted = null;
      if (listener.isEnding() || response == null) { // given up meanwhile
        opened.abort();
        return;
      }
      listener.tell(to -> to.onOpen(response));
      out.opened(opened);
      goOn();
    }

    @Override
    public void onFrame(org.eclipse.jetty.websocket.core.Frame frame, Callback callback) {
      turn += MIN_WEIGHT + frame.getPayloadLength();
      switch (frame.getOpCode()) {
        case OpCode.CLOSE -> {
          closedByPeer(CloseStatus.getCloseStatus(frame));
          callback.succeeded(); // makes Jetty answer, unless this is the answer
        }
        case OpCode.PING -> {
          pong(frame);
          callback.succeeded();
          goOn();
        }
        case OpCode.PONG -> {
          callback.succeeded();
          goOn();
        }
        default -> onData(frame, callback);
      }
    }

    private void onData(org.eclipse.jetty.websocket.core.Frame frame, Callback callback) {
      Frame message = null;
      IOException failure = null;
      try {
        message = gate.isDiscarding() ? null : incoming.add(frame);
      } catch (IOException e) {
        failure = e;
      } finally {
        callback.succeeded(); // the payload was copied
      }
      if (failure != null) {
        fail(failure);
      } else if (message == null) {
        goOn();
      } else {
        switch (gate.pass(message)) {
          case DELIVER -> deliver(message);
          case DROP -> goOn();
          case HOLD -> {}
        }
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

    /** Nothing more can be delivered and nothing more will be read. */
    private void closedByPeer(CloseStatus status) {
      discard();
      schedule(WebSocketChannel.this::drop);
      String reason = status.getReason();
      listener.end(last -> last.onClose(status.getCode(), reason == null ? "" : reason));
    }

    /** On the thread that reports: where the client is being stopped there may be no other. */
    private void failHere(IOException cause) {
      discard();
      listener.end(last -> last.onFailure(cause, null));
      drop();
    }

    @Override
    public void onError(Throwable cause, Callback callback) {
      failHere(
          cause instanceof MessageTooLargeException
              ? IncomingMessage.exceeded(maxMessage)
              : explain(cause));
      callback.succeeded();
    }

    @Override
    public void onClosed(CloseStatus status, Callback callback) {
      failHere(new EOFException("The server closed the connection without a closing handshake"));
      callback.succeeded();
    }
  }
}
