package socketio.testkit.internal.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import socketio.spi.Loop;

/** Where a server's work is done: its loop, its handlers' threads, and how a test waits. */
public interface Scheduling extends AutoCloseable {
  /**
   * What owns the server's state.
   *
   * @return the loop
   */
  Loop loop();

  /**
   * What runs the scripts' handlers, which may block.
   *
   * @return an executor
   */
  Executor handlers();

  /**
   * Waits until something has completed, in whatever way.
   *
   * @param future the thing
   * @param patience how long to wait at most
   * @return false if it has not
   */
  boolean await(CompletableFuture<?> future, Duration patience);

  /** Ends the threads. */
  @Override
  void close();
}
