package socketio.okhttp;

import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.WebSocket;
import okio.ByteString;
import okio.Utf8;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;

/**
 * Passes frames to a WebSocket in order, and never too many at once: OkHttp fails a connection with
 * more than 16 MiB queued. Further frames wait here. OkHttp does not report that its queue gets
 * shorter, so a timer polls its size, but only while frames wait or a drain is to be reported.
 */
final class OutgoingQueue {
  /** The most that OkHttp queues, in one message or in many. */
  static final long MAX_MESSAGE = 16L << 20;

  /** The most that OkHttp gets at once, unless a single message is larger. */
  private static final long HIGH_WATER = 4L << 20;

  /** Above this, an empty queue is reported. */
  private static final long DRAIN_THRESHOLD = 64L << 10;

  private static final long MIN_POLL_MILLIS = 1;
  private static final long MAX_POLL_MILLIS = 16;

  private final Timers timers;
  private final Runnable onDrain;

  // Guarded by this. OkHttp makes no callbacks in send, close and queueSize.
  private final ArrayDeque<Frame> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private @Nullable WebSocket webSocket;
  private boolean opened;
  private boolean ended;
  private @Nullable CloseFrame closeFrame;
  private boolean drainOwed;
  private boolean polling;
  private long pollMillis = MIN_POLL_MILLIS;

  /** At least as much as OkHttp has queued; measured only when it matters. */
  private long handedOver;

  private record CloseFrame(int code, String reason) {}

  OutgoingQueue(Timers timers, Runnable onDrain) {
    this.timers = timers;
    this.onDrain = onDrain;
  }

  /** Must precede everything else. */
  synchronized void attach(WebSocket socket) {
    webSocket = socket;
  }

  /** The handshake has succeeded: from here on the queues can get shorter. */
  synchronized void opened() {
    opened = true;
    pollIfNeeded();
  }

  /**
   * Takes frames.
   *
   * @return false if one is larger than OkHttp can send; then it and those after it are not taken
   */
  synchronized boolean send(List<Frame> frames) {
    if (ended || closeFrame != null) {
      return true;
    }
    if (waiting.isEmpty() && handedOver > DRAIN_THRESHOLD / 4) {
      measure();
    }
    for (Frame frame : frames) {
      if (!waiting.isEmpty() || !handOver(frame)) {
        long size = size(frame);
        if (size > MAX_MESSAGE) {
          return false;
        }
        waiting.add(frame);
        waitingBytes += size;
      }
    }
    drainOwed |= handedOver > DRAIN_THRESHOLD || !waiting.isEmpty();
    pollIfNeeded();
    return true;
  }

  synchronized long queuedBytes() {
    return ended || webSocket == null ? 0 : waitingBytes + webSocket.queueSize();
  }

  /** Sends a close frame after everything else. */
  synchronized void close(int code, String reason) {
    if (closeFrame == null && !ended) {
      closeFrame = new CloseFrame(code, reason);
      closeIfEmpty();
    }
  }

  /** Drops what waits and takes nothing any more. */
  synchronized void end() {
    ended = true;
    waiting.clear();
    waitingBytes = 0;
  }

  private void poll() {
    boolean drained;
    synchronized (this) {
      polling = false;
      if (ended || webSocket == null) {
        return;
      }
      long before = handedOver;
      measure();
      pollMillis =
          handedOver < before ? MIN_POLL_MILLIS : Math.min(2 * pollMillis, MAX_POLL_MILLIS);
      Frame frame;
      while ((frame = waiting.peek()) != null && handOver(frame)) {
        waiting.remove();
        waitingBytes -= size(frame);
      }
      closeIfEmpty();
      drained = drainOwed && waiting.isEmpty() && handedOver == 0;
      drainOwed &= !drained;
      pollIfNeeded();
    }
    if (drained) {
      onDrain.run();
    }
  }

  private void pollIfNeeded() {
    boolean needed = drainOwed || !waiting.isEmpty();
    if (!needed) {
      pollMillis = MIN_POLL_MILLIS;
    } else if (opened && !polling && !ended) {
      polling = true;
      timers.schedule(this::poll, pollMillis, TimeUnit.MILLISECONDS);
    }
  }

  /** Passes a frame to OkHttp if there is room for it. */
  private boolean handOver(Frame frame) {
    if (webSocket == null) {
      return false;
    }
    long size = sizeAtMost(frame);
    if (size > HIGH_WATER) {
      size = size(frame);
    }
    long room = (size > HIGH_WATER ? MAX_MESSAGE : HIGH_WATER) - size;
    if (handedOver > room) {
      drainOwed = true;
      measure();
      if (handedOver > room) {
        return false;
      }
    }
    handedOver += size;
    if (frame instanceof Frame.Text text) {
      webSocket.send(text.data());
    } else if (frame instanceof Frame.Binary binary) {
      webSocket.send(ByteString.of(binary.data()));
    }
    return true; // also if OkHttp has ended by now: it calls its listener
  }

  private void measure() {
    handedOver = webSocket == null ? 0 : webSocket.queueSize();
  }

  private void closeIfEmpty() {
    if (closeFrame != null && webSocket != null && waiting.isEmpty()) {
      webSocket.close(closeFrame.code, closeFrame.reason);
    }
  }

  private static long size(Frame frame) {
    return frame instanceof Frame.Text text ? Utf8.size(text.data()) : sizeAtMost(frame);
  }

  /** A bound of the size, without a look at every character. */
  private static long sizeAtMost(Frame frame) {
    return frame instanceof Frame.Text text
        ? 3L * text.length()
        : ((Frame.Binary) frame).data().length;
  }
}
