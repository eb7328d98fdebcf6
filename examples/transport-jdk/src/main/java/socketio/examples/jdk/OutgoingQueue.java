package socketio.examples.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;

/**
 * Hands frames to a WebSocket in order, each when the one before has been taken: the JDK allows one
 * at a time. The thread that sends a frame after a pause writes it, and goes on for a while; then a
 * pool thread takes over, so that no sender is held up by others.
 */
final class OutgoingQueue {
  /** Above this, an empty queue is news. */
  private static final long DRAIN_THRESHOLD = 64L << 10;

  private static final int MAX_ON_CALLER = 64;

  private final Executor executor;
  private final Runnable onDrain;
  private final Consumer<Throwable> onFailure;

  // Guarded by this.
  private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
  private @Nullable WebSocket webSocket;
  private long queuedBytes;
  private boolean drainOwed;
  private boolean writing;
  private boolean ended;
  private boolean closing;
  private int closeCode;
  private String closeReason = "";

  /**
   * @param executor where to write when the caller's thread must not
   * @param onDrain called by any thread, perhaps in {@link #send}
   * @param onFailure called by any thread when a write has failed
   */
  OutgoingQueue(Executor executor, Runnable onDrain, Consumer<Throwable> onFailure) {
    this.executor = executor;
    this.onDrain = onDrain;
    this.onFailure = onFailure;
  }

  /** The handshake has succeeded; begins to send. */
  void opened(WebSocket opened) {
    synchronized (this) {
      webSocket = opened;
    }
    start();
  }

  void send(List<Frame> frames) {
    synchronized (this) {
      if (ended || closing) {
        return;
      }
      for (Frame frame : frames) {
        waiting.add(frame);
        queuedBytes += size(frame);
      }
      drainOwed |= queuedBytes > DRAIN_THRESHOLD;
    }
    start();
  }

  synchronized long queuedBytes() {
    return queuedBytes;
  }

  /** Sends a close frame after everything else. */
  void close(int code, String reason) {
    synchronized (this) {
      if (ended || closing) {
        return;
      }
      closing = true;
      closeCode = code;
      closeReason = reason;
    }
    start();
  }

  /** Throws away what waits and takes nothing any more. */
  synchronized void end() {
    ended = true;
    waiting.clear();
    queuedBytes = 0;
  }

  private void start() {
    synchronized (this) {
      if (writing || webSocket == null) {
        return;
      }
      writing = true;
    }
    write();
  }

  /** Run by one thread at a time, which has set {@code writing}. */
  private void write() {
    for (int count = 0; count < MAX_ON_CALLER; count++) {
      CompletableFuture<WebSocket> sent;
      long size;
      WebSocket to;
      Frame frame;
      boolean drained;
      synchronized (this) {
        to = webSocket;
        frame = waiting.poll();
        drained = frame == null && drainOwed && !ended;
        drainOwed &= !drained;
        if (to == null || (frame == null && !drained && (ended || !closing))) {
          writing = false;
          return;
        }
      }
      if (drained) {
        onDrain.run();
        continue;
      }
      if (frame == null) { // the close frame is the last one: writing remains set
        var unused = to.sendClose(closeCode, closeReason).whenComplete(this::closeTaken);
        return;
      }
      sent = hand(frame, to);
      size = size(frame);
      if (!sent.isDone()) {
        var unused = sent.whenCompleteAsync((ok, failure) -> goOn(size, failure), executor);
        return;
      }
      if (sent.isCompletedExceptionally()) {
        var unused = sent.whenComplete((ok, failure) -> taken(size, failure));
        return;
      }
      taken(size, null);
    }
    executor.execute(this::write);
  }

  private void goOn(long size, @Nullable Throwable failure) {
    taken(size, failure);
    if (failure == null) {
      write();
    }
  }

  private void taken(long size, @Nullable Throwable failure) {
    synchronized (this) {
      if (!ended) {
        queuedBytes -= size;
      }
    }
    if (failure != null) {
      onFailure.accept(failure);
    }
  }

  private void closeTaken(WebSocket closed, @Nullable Throwable failure) {
    if (failure != null) {
      onFailure.accept(failure);
    }
  }

  private static CompletableFuture<WebSocket> hand(Frame frame, WebSocket to) {
    return frame instanceof Frame.Text text
        ? to.sendText(wellFormed(text.data()), true)
        : to.sendBinary(ByteBuffer.wrap(((Frame.Binary) frame).data()), true);
  }

  /** The JDK ends a connection over a lone surrogate; others send a question mark for it. */
  private static String wellFormed(String text) {
    return UTF_8.newEncoder().canEncode(text) ? text : new String(text.getBytes(UTF_8), UTF_8);
  }

  /** That of a text is right for ASCII, and needs no look at every character. */
  private static long size(Frame frame) {
    return frame instanceof Frame.Text text ? text.length() : ((Frame.Binary) frame).data().length;
  }
}
