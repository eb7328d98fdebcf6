package socketio.engineio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Loop;

/** Waits until the close packet has been sent, 2 seconds at most. */
final class Closing extends State {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final TransportKind kind;
  private final Runnable abort;
  private final Inbound.Ending ending;
  private final Loop.Timer timer;

  /**
   * Begins to wait.
   *
   * @param abort drops what is being closed
   * @param ending ends the session
   */
  Closing(Loop loop, TransportKind kind, Runnable abort, Inbound.Ending ending) {
    this.kind = kind;
    this.abort = abort;
    this.ending = ending;
    timer = loop.schedule(TIMEOUT, this::end);
  }

  @Override
  TransportKind kind() {
    return kind;
  }

  @Override
  void abort(boolean notifyPeer) {
    timer.cancel();
    abort.run();
  }

  /** Whatever the reason, the client has asked for the end. */
  @Override
  public void onEnded(DisconnectReason reason, @Nullable Throwable cause) {
    end();
  }

  private void end() {
    ending.end(DisconnectReason.CLIENT_DISCONNECT, null);
  }
}
