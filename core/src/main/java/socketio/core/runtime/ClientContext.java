package socketio.core.runtime;

import java.time.Duration;
import socketio.OfflinePolicy;
import socketio.spi.Loop;
import socketio.spi.Parser;

/** What all parts of one client share. */
public record ClientContext(
    Loop loop,
    Lane lane,
    Parser parser,
    ErrorSink errors,
    LostEvents lost,
    OutgoingGate gate,
    Intake intake,
    Duration callTimeout,
    OfflinePolicy offline,
    boolean concurrentHandlers,
    Observation observation) {
  /**
   * Lets events come although handlers do not keep up, if it is a handler that waits for this
   * future, here, in join or in allOf: what completes it is behind those events.
   */
  public void keepReadingFor(LaneFuture<?> future) {
    if (lane.isRunning()) {
      intake.beginWait();
      future.whenSettled(intake::endWait);
    }
  }

  /** A future for the application. */
  public <T> LaneFuture<T> newFuture() {
    return new LaneFuture<T>(lane).share();
  }

  /** A future that the application gets later, if at all, by {@link LaneFuture#share}. */
  public <T> LaneFuture<T> newUnsharedFuture() {
    return new LaneFuture<>(lane);
  }
}
