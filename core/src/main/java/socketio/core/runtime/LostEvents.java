package socketio.core.runtime;

import socketio.SocketIOException;
import socketio.spi.Loop;

/**
 * Reports to {@code onError} events that were not sent, or never acknowledged, and whose callers
 * have returned already. Confined to the loop. Events may get lost faster than the handler can
 * process the reports: when too many reports are pending, further events are only counted, and the
 * count is reported.
 */
public final class LostEvents {
  private static final int MAX_PENDING = 100;

  private final Loop loop;
  private final Lane lane;
  private final ErrorSink errors;
  private int pending;
  private long unreported;

  public LostEvents(Loop loop, Lane lane, ErrorSink errors) {
    this.loop = loop;
    this.lane = lane;
    this.errors = errors;
  }

  public void report(RuntimeException error) {
    assert loop.inLoop();
    if (pending == MAX_PENDING) {
      unreported++;
      return;
    }
    pending++;
    lane.execute(
        () -> {
          errors.report("a Socket.IO event was lost", error);
          loop.execute(this::reported);
        });
  }

  private void reported() {
    pending--;
    if (unreported > 0) {
      long count = unreported;
      unreported = 0;
      report(
          new SocketIOException(
              String.format("%,d more events were lost, for the same or other reasons", count)));
    }
  }
}
