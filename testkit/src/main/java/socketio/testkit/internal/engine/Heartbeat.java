package socketio.testkit.internal.engine;

import org.jspecify.annotations.Nullable;
import socketio.spi.Loop;
import socketio.testkit.Fault;

/** Pings the client and waits for its pongs (protocol: Heartbeat). */
final class Heartbeat {
  private final EngineCore core;
  private final EngineSession session;
  private Loop.@Nullable Timer timer;
  private boolean silent;

  Heartbeat(EngineCore core, EngineSession session) {
    this.core = core;
    this.session = session;
  }

  /** Schedules the next ping. */
  void start() {
    stop();
    if (!silent) {
      timer = core.after(core.options().pingInterval(), this::ping);
    }
  }

  void pong() {
    start();
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void ping() {
    if (core.faults().take(Fault.NoPing.class, session.phase()) != null) {
      silent = true;
      return;
    }
    timer = core.after(core.options().pingTimeout(), session::pingTimeout);
    session.sendPacket(PacketCodec.PING);
  }
}
