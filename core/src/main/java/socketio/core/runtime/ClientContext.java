package socketio.core.runtime;

import java.time.Duration;
import socketio.OfflinePolicy;
import socketio.spi.Loop;
import socketio.spi.Parser;

/** The components and settings that all parts of one client share. */
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
   * Keeps reading until a future is settled, although handlers do not keep up, if the caller is a
   * handler: it may wait for the future, directly or through {@code allOf}, and the packet that
   * completes it arrives behind the events that are not yet handled.
   */
  public void keepReadingFor(LaneFuture<?> future) {
    if (lane.isRunning()) {
      intake.beginWait();
      future.whenSettled(intake::endWait);
    }
  }

  /** Returns a new future for the application. */
  public <T> LaneFuture<T> newFuture() {
    return new LaneFuture<T>(lane).share();
  }

  /** Returns a new future that the application gets later, if at all: {@link LaneFuture#share}. */
  public <T> LaneFuture<T> newUnsharedFuture() {
    return new LaneFuture<>(lane);
  }
}
