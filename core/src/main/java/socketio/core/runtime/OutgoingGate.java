package socketio.core.runtime;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import socketio.SocketIOException;
import socketio.spi.Engine;
import socketio.spi.Loop;

/**
 * Holds emitters back while the network, or a wire tap, does not keep up. Closed and opened in the
 * loop, waited for anywhere else.
 */
public final class OutgoingGate {
  private static final long HIGH_WATER_MARK = 1 << 20;
  private static final long LOW_WATER_MARK = HIGH_WATER_MARK / 2;

  private final Loop loop;

  /** What was sent and a wire tap has not seen yet, in bytes. */
  private final AtomicLong unseen = new AtomicLong();

  /** Done while the gate is open. */
  private volatile CompletableFuture<Void> open = CompletableFuture.completedFuture(null);

  public OutgoingGate(Loop loop) {
    this.loop = loop;
  }

  /** After something was sent. */
  public void sent(Engine engine) {
    assert loop.inLoop();
    if (open.isDone() && waiting(engine) > HIGH_WATER_MARK) {
      open = new CompletableFuture<>();
      // A tap that was faster than this write has not seen it, and will not ask for the gate.
      drained(engine);
    }
  }

  /** Something is about to be sent, which a wire tap is going to see. */
  public void tapped(long bytes) {
    unseen.addAndGet(bytes);
  }

  /** A wire tap has seen it; any thread. */
  public void seen(long bytes, Engine engine) {
    long left = unseen.addAndGet(-bytes);
    if (left <= LOW_WATER_MARK && !open.isDone()) {
      loop.execute(() -> drained(engine));
    }
  }

  private long waiting(Engine engine) {
    return engine.queuedBytes() + unseen.get();
  }

  /** After the network has taken something. */
  public void drained(Engine engine) {
    assert loop.inLoop();
    if (waiting(engine) <= LOW_WATER_MARK) {
      release();
    }
  }

  /** After the connection has ended: nobody need wait. */
  public void release() {
    assert loop.inLoop();
    open.complete(null);
  }

  /** Completes when the gate is open. */
  public CompletableFuture<Void> whenOpen() {
    return open;
  }

  /** Waits until the gate is open. */
  public void await() {
    CompletableFuture<Void> current = open;
    if (current.isDone()) {
      return;
    }
    try {
      current.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SocketIOException(
          "interrupted while waiting for the network to take earlier events; nothing was sent", e);
    } catch (ExecutionException e) {
      throw new AssertionError(e); // only ever completed normally
    }
  }
}
