package socketio.it.hostile;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import socketio.it.support.RawPeer;

/** Sends numbered events "n" as fast as a client reads, and counts them. */
final class Flood {
  /** How long nothing must have moved to count as held back. */
  private static final int QUIET_MILLIS = 250;

  private final int eventBytes;
  private final AtomicLong sent = new AtomicLong();
  private final CountDownLatch over = new CountDownLatch(1);

  Flood(int eventBytes) {
    this.eventBytes = eventBytes;
  }

  /** Sends the events up to a number. */
  void send(RawPeer peer, int upTo) throws IOException, InterruptedException {
    String filler = "x".repeat(eventBytes);
    for (long i = sent.get(); i < upTo; i++) {
      String start = "42[\"n\"," + i + ",\"";
      peer.send(start + filler.substring(start.length() + 2) + "\"]");
      sent.incrementAndGet();
    }
    peer.flush();
  }

  /** Sends the rest. */
  void finish(RawPeer peer, int upTo) throws IOException, InterruptedException {
    send(peer, upTo);
    over.countDown();
  }

  /**
   * Waits until the client has accepted nothing for a while; returns how many bytes it accepted.
   */
  long awaitHeld() throws InterruptedException {
    long before;
    do {
      before = sent.get();
      assertFalse(over.await(QUIET_MILLIS, MILLISECONDS), "the server was never held back");
    } while (sent.get() != before || before == 0);
    return before * eventBytes;
  }
}
