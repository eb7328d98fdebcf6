package socketio.okhttp;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import okio.Buffer;
import okio.ForwardingSink;
import okio.Sink;

/**
 * Counts the WebSocket pings that OkHttp has yet to answer: it queues every answer, also for a peer
 * that sends any number of pings and does not read. Thread-safe.
 */
final class UnansweredPings {
  private static final int MAX = 10_000;

  private final AtomicInteger count = new AtomicInteger();

  /** A ping has come. */
  void add() throws IOException {
    if (count.incrementAndGet() > MAX) {
      throw new IOException(
          "The server does not read: more than "
              + MAX
              + " answers to its WebSocket pings wait to be sent");
    }
  }

  /** Watches the output: each write contains at least one answer, or something else. */
  Sink watch(Sink sink) {
    return new ForwardingSink(sink) {
      @Override
      public void write(Buffer source, long byteCount) throws IOException {
        super.write(source, byteCount);
        count.updateAndGet(before -> Math.max(0, before - 1));
      }
    };
  }
}
