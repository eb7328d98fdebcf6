package socketio.examples.jdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;

/**
 * Sends frames in order, each when the JDK has taken the one before: it allows one at a time. The
 * thread that sends a frame after a pause writes it and up to 63 others; a pool thread then takes
 * over, so that no sender is held up by others.
 */
final class OutgoingQueue {
  private static final long DRAIN_THRESHOLD = 64L << 10;
  private static final int MAX_ON_CALLER = 64;

  private final Executor executor;
  private final Runnable onDrain;
  private final Consumer<Throwable> onFailure;

  // Guarded by this.
  private final ArrayDeque<Message> waiting = new ArrayDeque<>();
  private @Nullable WebSocket webSocket;
  private long queuedBytes;
  private boolean drainOwed;
  private boolean writing;
  private boolean closed;

  /** A frame of data, or the close frame. */
  private record Message(long size, Function<WebSocket, CompletableFuture<WebSocket>> write) {}

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
    write();
  }

  void send(List<Frame> frames) {
    synchronized (this) {
      if (closed) {
        return;
      }
      for (Frame frame : frames) {
        waiting.add(new Message(size(frame), to -> hand(frame, to)));
        queuedBytes += size(frame);
      }
      drainOwed |= queuedBytes > DRAIN_THRESHOLD;
    }
    write();
  }

  synchronized long queuedBytes() {
    return queuedBytes;
  }

  /** Sends a close frame after everything else. */
  void close(int code, String reason) {
    synchronized (this) {
      if (!closed) {
        waiting.add(new Message(0, to -> to.sendClose(code, reason)));
      }
      closed = true;
    }
    write();
  }

  /** Drops what waits, and takes nothing any more. */
  synchronized void end() {
    closed = true;
    drainOwed = false;
    waiting.clear();
    queuedBytes = 0;
  }

  private void write() {
    for (int count = 0; count < MAX_ON_CALLER; count++) {
      WebSocket to;
      Message message;
      synchronized (this) {
        to = webSocket;
        message = writing || to == null ? null : waiting.poll();
        if (to == null || message == null) {
          return;
        }
        writing = true;
      }
      CompletableFuture<WebSocket> sent = message.write.apply(to);
      if (!sent.isDone()) {
        var unused =
            sent.whenCompleteAsync(
                (done, failure) -> {
                  taken(message.size, failure);
                  write();
                },
                executor);
        return;
      }
      var unused = sent.whenComplete((done, failure) -> taken(message.size, failure));
    }
    executor.execute(this::write);
  }

  private void taken(long size, @Nullable Throwable failure) {
    boolean drained;
    synchronized (this) {
      writing = false;
      queuedBytes = Math.max(0, queuedBytes - size);
      drained = drainOwed && waiting.isEmpty();
      drainOwed &= !drained;
    }
    if (failure != null) {
      onFailure.accept(failure);
    } else if (drained) {
      onDrain.run();
    }
  }

  private static CompletableFuture<WebSocket> hand(Frame frame, WebSocket to) {
    return frame instanceof Frame.Text text
        ? to.sendText(wellFormed(text.data()), true)
        : to.sendBinary(ByteBuffer.wrap(((Frame.Binary) frame).data()), true);
  }

  /** The JDK ends a connection over a lone surrogate; others replace it with a question mark. */
  private static String wellFormed(String text) {
    return UTF_8.newEncoder().canEncode(text) ? text : new String(text.getBytes(UTF_8), UTF_8);
  }

  /** Exact for ASCII, without a look at every character. */
  private static long size(Frame frame) {
    return frame instanceof Frame.Text text ? text.length() : ((Frame.Binary) frame).data().length;
  }
}
