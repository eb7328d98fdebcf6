package socketio.testkit.internal.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import socketio.spi.Loop;
import socketio.testkit.ManualLoop;

/** Time that advances only when the test advances it; everything runs on the test's thread. */
public final class ManualTime implements Scheduling {
  private final ManualLoop loop;

  /**
   * The scheduling of a server on a manual loop.
   *
   * @param loop the loop
   */
  public ManualTime(ManualLoop loop) {
    this.loop = loop;
  }

  @Override
  public Loop loop() {
    return loop;
  }

  @Override
  public Executor handlers() {
    return loop.handlerExecutor();
  }

  /** Runs everything due and does not wait: nothing more can happen by waiting. */
  @Override
  public boolean await(CompletableFuture<?> future, Duration patience) {
    loop.runAll();
    return future.isDone();
  }

  @Override
  public void close() {}
}
