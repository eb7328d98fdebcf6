package socketio.it.chaos;

import java.util.concurrent.TimeUnit;

/** Decides when bytes may pass: its pauses end early when chaos ends. Thread-safe. */
final class ByteGate {
  private boolean peace;
  private long stalledUntil = System.nanoTime();

  synchronized boolean peace() {
    return peace;
  }

  synchronized void makePeace() {
    peace = true;
    notifyAll();
  }

  /** Lets nothing pass for a while. */
  synchronized void stall(int millis) {
    stalledUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Returns when bytes may pass. */
  synchronized void awaitFlow() {
    await(stalledUntil);
  }

  /** Returns after a time, or when chaos ends. */
  synchronized void pause(int millis) {
    await(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private synchronized void await(long end) {
    try {
      long left;
      while (!peace && (left = end - System.nanoTime()) > 0) {
        wait(1 + TimeUnit.NANOSECONDS.toMillis(left));
      }
    } catch (InterruptedException e) {
      // the proxy was closed
      Thread.currentThread().interrupt();
      peace = true;
    }
  }
}
