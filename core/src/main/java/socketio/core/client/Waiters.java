package socketio.core.client;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import socketio.core.runtime.LaneFuture;
import socketio.spi.Loop;

/** The futures of {@code await} and {@code sleep}. Confined to the loop. */
final class Waiters {
  private final Loop loop;
  private final Set<LaneFuture<Void>> awaiting = new LinkedHashSet<>();
  private final Set<LaneFuture<Void>> sleeping = new LinkedHashSet<>();

  Waiters(Loop loop) {
    this.loop = loop;
  }

  /** Completes a future when the connection has ended for good. */
  void await(LaneFuture<Void> future) {
    assert loop.inLoop();
    awaiting.removeIf(LaneFuture::isSettled); // cancelled, or timed out
    awaiting.add(future);
  }

  /** The connection has ended for good: the client is idle or closed. */
  void connectionEnded() {
    assert loop.inLoop();
    awaiting.forEach(LaneFuture::finish);
    awaiting.clear();
  }

  /** Completes a future after a time. */
  void sleep(Duration time, LaneFuture<Void> sleeper) {
    assert loop.inLoop();
    sleeping.add(sleeper);
    Loop.Timer timer = loop.schedule(time, sleeper::finish);
    sleeper.whenSettled(
        () ->
            loop.execute(
                () -> {
                  timer.cancel();
                  sleeping.remove(sleeper);
                }));
  }

  /** The client was closed: fails all sleeps. */
  void close(RuntimeException error) {
    assert loop.inLoop();
    sleeping.forEach(sleeper -> sleeper.completeExceptionally(error));
    sleeping.clear();
  }
}
