package socketio.testkit.internal.net;

import java.time.Duration;
import socketio.spi.Loop;

/** No network: requests come from transports in memory. Confined to the loop. */
public final class MemoryNet implements Net {
  private final Loop loop;
  private boolean accepting = true;
  private int interruptions;

  /**
   * A server without sockets.
   *
   * @param loop the test's loop
   */
  public MemoryNet(Loop loop) {
    this.loop = loop;
  }

  @Override
  public String url() {
    return "http://fake-server";
  }

  @Override
  public int port() {
    return -1;
  }

  @Override
  public boolean accepting() {
    return accepting;
  }

  @Override
  public void interrupt(Duration downtime) {
    if (downtime.isZero()) {
      return;
    }
    accepting = false;
    int interruption = ++interruptions;
    loop.schedule(
        downtime,
        () -> {
          if (interruption == interruptions) {
            accepting = true;
          }
        });
  }

  @Override
  public void close() {
    interruptions++;
    accepting = false;
  }
}
