package socketio.internal;

import java.time.Duration;
import socketio.OfflinePolicy;
import socketio.spi.Loop;
import socketio.spi.Parser;

/** What all parts of one client share. */
record Core(
    Loop loop,
    Lane lane,
    Parser parser,
    ErrorSink errors,
    OutgoingGate gate,
    Intake intake,
    Duration callTimeout,
    OfflinePolicy offline,
    boolean concurrentHandlers,
    Observation observation) {
  <T> LaneFuture<T> newFuture() {
    return new LaneFuture<>(lane);
  }
}
