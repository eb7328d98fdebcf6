package socketio.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import socketio.SocketIOException;
import socketio.spi.Engine;
import socketio.spi.Loop;

/**
 * Holds emitters back while the network does not keep up. Closed and opened in the loop, waited for
 * anywhere else.
 */
final class OutgoingGate {
  private static final long HIGH_WATER_MARK = 1 << 20;
  private static final long LOW_WATER_MARK = HIGH_WATER_MARK / 2;

  private final Loop loop;

  /** Done while the gate is open. */
  private volatile CompletableFuture<Void> open = CompletableFuture.completedFuture(null);

  OutgoingGate(Loop loop) {
    this.loop = loop;
  }

  /** After something was sent. */
  void sent(Engine engine) {
    assert loop.inLoop();
    if (open.isDone() && engine.queuedBytes() > HIGH_WATER_MARK) {
      open = new CompletableFuture<>();
    }
  }

  /** After the network has taken something. */
  void drained(Engine engine) {
    assert loop.inLoop();
    if (engine.queuedBytes() <= LOW_WATER_MARK) {
      release();
    }
  }

  /** After the connection has ended: nobody need wait. */
  void release() {
    assert loop.inLoop();
    open.complete(null);
  }

  /** Completes when the gate is open. */
  CompletableFuture<Void> whenOpen() {
    return open;
  }

  /** Waits until the gate is open. */
  void await() {
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
