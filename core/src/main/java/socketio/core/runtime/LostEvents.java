package socketio.core.runtime;

import socketio.SocketIOException;
import socketio.spi.Loop;

/**
 * Tells {@code onError} of events that were not sent, or never acknowledged, and of which nobody
 * else would hear. Confined to the loop. Events may get lost faster than a handler can be told of
 * each: where many wait to be told, the rest is told as a number.
 */
public final class LostEvents {
  private static final int MAX_WAITING = 100;

  private final Loop loop;
  private final Lane lane;
  private final ErrorSink errors;
  private int waiting;
  private long untold;

  public LostEvents(Loop loop, Lane lane, ErrorSink errors) {
    this.loop = loop;
    this.lane = lane;
    this.errors = errors;
  }

  public void report(RuntimeException error) {
    assert loop.inLoop();
    if (waiting == MAX_WAITING) {
      untold++;
      return;
    }
    waiting++;
    lane.execute(
        () -> {
          errors.report("a Socket.IO event was lost", error);
          loop.execute(this::told);
        });
  }

  private void told() {
    waiting--;
    if (untold > 0) {
      long rest = untold;
      untold = 0;
      report(
          new SocketIOException(
              String.format("%,d more events were lost, for these or other reasons", rest)));
    }
  }
}
