package socketio.testkit.internal.run;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import socketio.spi.Loop;

/** Where a server runs: its loop, its handlers' threads, and how a test waits. */
public interface Scheduling extends AutoCloseable {
  /**
   * The loop that owns the server's state.
   *
   * @return the loop
   */
  Loop loop();

  /**
   * The executor of the script's handlers, which may block.
   *
   * @return an executor
   */
  Executor handlers();

  /**
   * Waits until a future has completed, normally or not.
   *
   * @param future the future
   * @param patience the longest time to wait
   * @return false if it has not completed
   */
  boolean await(CompletableFuture<?> future, Duration patience);

  /** Ends the threads. */
  @Override
  void close();
}
