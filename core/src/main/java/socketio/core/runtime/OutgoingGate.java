package socketio.core.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import socketio.spi.Engine;
import socketio.spi.Loop;

/**
 * Makes emitters wait while the network, or a wire tap, does not keep up. Closed and opened in the
 * loop; other threads wait for it.
 */
public final class OutgoingGate {
  private static final long HIGH_WATER_MARK = 1 << 20;
  private static final long LOW_WATER_MARK = HIGH_WATER_MARK / 2;

  private final Loop loop;

  /** The bytes that were sent and that the wire tap has not yet processed. */
  private final AtomicLong untapped = new AtomicLong();

  /** Complete while the gate is open. */
  private volatile CompletableFuture<Void> open = CompletableFuture.completedFuture(null);

  public OutgoingGate(Loop loop) {
    this.loop = loop;
  }

  /** Called after a packet was sent. */
  public void sent(Engine engine) {
    assert loop.inLoop();
    if (open.isDone() && queuedBytes(engine) > HIGH_WATER_MARK) {
      open = new CompletableFuture<>();
      // A tap that finished before this write has not seen it, and will not open the gate.
      drained(engine);
    }
  }

  /** Called when a sent packet is queued for a wire tap. */
  public void queuedForTap(long bytes) {
    untapped.addAndGet(bytes);
  }

  /** Called when a wire tap has processed a sent packet; on any thread. */
  public void processedByTap(long bytes, Engine engine) {
    long left = untapped.addAndGet(-bytes);
    if (left <= LOW_WATER_MARK && !open.isDone()) {
      loop.execute(() -> drained(engine));
    }
  }

  private long queuedBytes(Engine engine) {
    return engine.queuedBytes() + untapped.get();
  }

  /** Called when the network has taken some of the queued data. */
  public void drained(Engine engine) {
    assert loop.inLoop();
    if (queuedBytes(engine) <= LOW_WATER_MARK) {
      release();
    }
  }

  /** Opens the gate because the connection has ended. */
  public void release() {
    assert loop.inLoop();
    open.complete(null);
  }

  /** Returns a future that completes when the gate is open. */
  public CompletableFuture<Void> whenOpen() {
    return open;
  }

  /**
   * Waits until the gate is open.
   *
   * @throws IllegalStateException if it is closed and only this thread can open it
   */
  public void await() throws InterruptedException {
    CompletableFuture<Void> current = open;
    if (current.isDone()) {
      return;
    }
    if (!loop.mayWait()) {
      throw Blocking.deadlock();
    }
    Blocking.get(current);
  }
}
