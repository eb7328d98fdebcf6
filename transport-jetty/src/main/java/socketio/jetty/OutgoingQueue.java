package socketio.jetty;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;

/**
 * Hands frames to a WebSocket in order, in batches with one flush each, the next batch when the
 * network has taken the one before. A frame that comes after a pause is written by the thread that
 * sends it, which is the fastest for a single one; under load a pool thread writes, so that frames
 * gather meanwhile.
 */
final class OutgoingQueue extends IteratingCallback {
  /** Above this, an empty queue is news. */
  private static final long DRAIN_THRESHOLD = 64L << 10;

  /** How much goes into a batch, unless a single message is larger. */
  private static final long BATCH_BYTES = 64L << 10;

  private static final int BATCH_FRAMES = 1024;

  /** After a pause this long, one sends on one's own thread. */
  private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private final int maxFrameSize;
  private final Executor executor;
  private final Runnable onDrain;
  private final Consumer<Throwable> onFailure;

  private final Runnable iterate = this::iterate;

  /** Written with the lock; read without, because the flusher would often hold it. */
  private volatile long queuedBytes;

  // Guarded by this.
  private final ArrayDeque<Frame> waiting = new ArrayDeque<>(1);
  private @Nullable CoreSession session;
  private boolean drainOwed;
  private boolean ended;
  private @Nullable CloseStatus closeStatus;
  private boolean closeSent;
  private boolean draining;
  private long lastSend = System.nanoTime() - PAUSE_NANOS;

  // For process() alone.
  private final List<Frame> batch = new ArrayList<>();
  private long batchBytes;

  /**
   * @param maxFrameSize larger messages are sent in fragments
   * @param executor where to write under load
   * @param onDrain called by any thread, perhaps in {@link #send}
   * @param onFailure called by any thread when a write has failed
   */
  OutgoingQueue(
      int maxFrameSize, Executor executor, Runnable onDrain, Consumer<Throwable> onFailure) {
    this.maxFrameSize = maxFrameSize;
    this.executor = executor;
    this.onDrain = onDrain;
    this.onFailure = onFailure;
  }

  /** The handshake has succeeded; begins to send. */
  void opened(CoreSession opened) {
    synchronized (this) {
      session = opened;
      if (!startsDraining()) {
        return;
      }
    }
    iterate();
  }

  void send(List<Frame> frames) {
    boolean afterPause;
    synchronized (this) {
      if (ended || closeStatus != null) {
        return;
      }
      long queued = queuedBytes;
      for (Frame frame : frames) {
        waiting.add(frame);
        queued += size(frame);
      }
      queuedBytes = queued;
      drainOwed |= queued > DRAIN_THRESHOLD;
      long now = System.nanoTime();
      afterPause = now - lastSend >= PAUSE_NANOS;
      lastSend = now;
      if (!startsDraining()) {
        return;
      }
    }
    if (afterPause) {
      iterate();
    } else {
      executor.execute(iterate);
    }
  }

  long queuedBytes() {
    return queuedBytes;
  }

  /** Sends a close frame after everything else. */
  void close(int code, String reason) {
    synchronized (this) {
      if (closeStatus != null || ended) {
        return;
      }
      closeStatus = new CloseStatus(code, reason);
      if (!startsDraining()) {
        return;
      }
    }
    iterate();
  }

  /** Throws away what waits and takes nothing any more. */
  synchronized void end() {
    ended = true;
    waiting.clear();
    queuedBytes = 0;
  }

  /** Returns whether {@link #iterate} must be called. */
  private boolean startsDraining() {
    boolean starts =
        session != null
            && !draining
            && !ended
            && (!waiting.isEmpty() || (closeStatus != null && !closeSent));
    draining |= starts;
    return starts;
  }

  /** Called by one thread at a time, again when the callback of the last action was called. */
  @Override
  protected Action process() {
    CoreSession to;
    CloseStatus last = null;
    boolean drained;
    batch.clear();
    synchronized (this) {
      if (!ended) {
        queuedBytes -= batchBytes;
      }
      batchBytes = 0;
      drained = drainOwed && waiting.isEmpty() && !ended;
      drainOwed &= !drained;
      to = session;
      take();
      if (batch.isEmpty() && closeStatus != null && !closeSent && !ended) {
        closeSent = true;
        last = closeStatus;
      }
      draining = last != null || !batch.isEmpty();
    }
    if (drained) {
      onDrain.run();
    }
    if (to == null) {
      return Action.IDLE;
    }
    if (last != null) {
      to.sendFrame(last.toFrame(), this, false);
      return Action.SCHEDULED;
    }
    if (batch.isEmpty()) {
      return Action.IDLE;
    }
    write(to);
    return Action.SCHEDULED;
  }

  private void take() {
    Frame frame;
    while ((frame = waiting.peek()) != null && batch.size() < BATCH_FRAMES) {
      long size = size(frame);
      if (!batch.isEmpty() && batchBytes + size > BATCH_BYTES) {
        return;
      }
      waiting.remove();
      batch.add(frame);
      batchBytes += size;
    }
  }

  private void write(CoreSession to) {
    if (batch.size() == 1 && batchBytes <= maxFrameSize / 3) {
      to.sendFrame(whole(batch.get(0)), this, false);
      return;
    }
    for (Frame frame : batch) {
      writeFragments(to, frame);
    }
    to.flush(this); // only its callback tells of the network: those above tell of a buffer
  }

  private static org.eclipse.jetty.websocket.core.Frame whole(Frame frame) {
    return new org.eclipse.jetty.websocket.core.Frame(opCode(frame), payload(frame));
  }

  private void writeFragments(CoreSession to, Frame frame) {
    ByteBuffer payload = payload(frame);
    byte opCode = opCode(frame);
    while (payload.remaining() > maxFrameSize) {
      ByteBuffer piece = payload.slice(payload.position(), maxFrameSize);
      payload.position(payload.position() + maxFrameSize);
      to.sendFrame(
          new org.eclipse.jetty.websocket.core.Frame(opCode, false, piece), Callback.NOOP, true);
      opCode = OpCode.CONTINUATION;
    }
    to.sendFrame(
        new org.eclipse.jetty.websocket.core.Frame(opCode, true, payload), Callback.NOOP, true);
  }

  private static byte opCode(Frame frame) {
    return frame instanceof Frame.Text ? OpCode.TEXT : OpCode.BINARY;
  }

  private static ByteBuffer payload(Frame frame) {
    return ByteBuffer.wrap(
        frame instanceof Frame.Text text
            ? text.data().getBytes(UTF_8)
            : ((Frame.Binary) frame).data());
  }

  /** That of a text is right for ASCII, and needs no look at every character. */
  private static long size(Frame frame) {
    return frame instanceof Frame.Text text ? text.length() : ((Frame.Binary) frame).data().length;
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    onFailure.accept(cause);
  }
}
