package socketio.internal;

import java.time.Duration;
import socketio.OfflinePolicy;
import socketio.spi.ClientObserver;
import socketio.spi.Loop;
import socketio.spi.Parser;

/** What all parts of one client share. */
record Core(
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
  /** What a client with these settings needs. */
  static Core of(Settings settings, SharedThreads threads) {
    Loop given = settings.loop();
    Loop loop = given == null ? new TimedLoop(threads) : given;
    var errors = new ErrorSink(settings.onError());
    var lane = new Lane(threads, settings.handlerExecutor(), errors);
    ClientObserver observer = settings.observer();
    return new Core(
        loop,
        lane,
        settings.parser(),
        errors,
        new LostEvents(loop, lane, errors),
        new OutgoingGate(loop),
        new Intake(loop),
        settings.callTimeout(),
        settings.offline(),
        settings.concurrentHandlers(),
        observer == null ? Observation.NONE : new Observing(observer, loop, lane.aside(), errors));
  }

  /**
   * Lets events come although handlers do not keep up, if it is a handler that waits for this
   * future, here, in join or in allOf: what completes it is behind those events.
   */
  void keepReadingFor(LaneFuture<?> future) {
    if (lane.isRunning()) {
      intake.beginWait();
      future.whenSettled(intake::endWait);
    }
  }

  <T> LaneFuture<T> newFuture() {
    return new LaneFuture<>(lane);
  }
}
