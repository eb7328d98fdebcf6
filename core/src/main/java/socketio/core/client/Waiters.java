package socketio.core.client;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import socketio.core.runtime.LaneFuture;
import socketio.spi.Loop;

/** Those who wait for the client to come to rest, or for time to pass. Confined to the loop. */
final class Waiters {
  private final Loop loop;
  private final Set<LaneFuture<Void>> awaiting = new LinkedHashSet<>();
  private final Set<LaneFuture<Void>> sleeping = new LinkedHashSet<>();

  Waiters(Loop loop) {
    this.loop = loop;
  }

  /** Finishes a future when the client comes to rest. */
  void await(LaneFuture<Void> future) {
    assert loop.inLoop();
    awaiting.removeIf(LaneFuture::isSettled); // cancelled, or timed out
    awaiting.add(future);
  }

  /** The client has come to rest. */
  void connectionEnded() {
    assert loop.inLoop();
    awaiting.forEach(LaneFuture::finish);
    awaiting.clear();
  }

  /** Finishes a future after a time. */
  void sleep(Duration time, LaneFuture<Void> sleeper) {
    assert loop.inLoop();
    sleeping.add(sleeper);
    Loop.Timer timer =
        loop.schedule(
            time,
            () -> {
              sleeping.remove(sleeper);
              sleeper.finish();
            });
    sleeper.onCancel(
        () ->
            loop.execute(
                () -> {
                  timer.cancel();
                  sleeping.remove(sleeper);
                }));
  }

  /** No time passes any more. */
  void close(RuntimeException error) {
    assert loop.inLoop();
    sleeping.forEach(sleeper -> sleeper.completeExceptionally(error));
    sleeping.clear();
  }
}
