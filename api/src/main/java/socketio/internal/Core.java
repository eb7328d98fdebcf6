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
    LostEvents lost,
    OutgoingGate gate,
    Intake intake,
    Duration callTimeout,
    OfflinePolicy offline,
    boolean concurrentHandlers,
    Observation observation) {
  /**
   * What a client with these settings needs.
   *
   * @param client what the log calls it
   */
  static Core of(String client, Settings settings, SharedThreads threads) {
    Loop given = settings.loop();
    Loop loop = given == null ? new TimedLoop(threads) : given;
    var errors = new ErrorSink(settings.onError());
    // Where a test has the loop and the handlers in its hand, nothing happens behind its back.
    var lane = new Lane(threads, settings.handlerExecutor(), given != null, errors);
    var gate = new OutgoingGate(loop);
    var intake = new Intake(loop);
    return new Core(
        loop,
        lane,
        settings.parser(),
        errors,
        new LostEvents(loop, lane, errors),
        gate,
        intake,
        settings.callTimeout(),
        settings.offline(),
        settings.concurrentHandlers(),
        Observations.of(client, settings, loop, lane, errors, gate, intake));
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

  /** A future for the application. */
  <T> LaneFuture<T> newFuture() {
    return new LaneFuture<T>(lane).share();
  }

  /** A future that the application gets later, if at all, by {@link LaneFuture#share}. */
  <T> LaneFuture<T> newUnsharedFuture() {
    return new LaneFuture<>(lane);
  }
}
