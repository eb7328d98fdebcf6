package socketio.internal;

import java.time.Duration;
import socketio.ClientState;
import socketio.ReconnectionEvent;
import socketio.spi.Loop;

/** The next attempt is due after a delay. */
final class Waiting extends Active {
  private final int attempt;
  private final Loop.Timer timer;

  Waiting(Connection machine, Plan plan, int attempt, Duration delay) {
    super(machine, plan);
    this.attempt = attempt;
    timer = machine.core.loop().schedule(delay, this::due);
  }

  private void due() {
    if (isCurrent()) {
      plan.attemptBegins(attempt);
      machine.context.reconnection(new ReconnectionEvent.Attempting(attempt));
      new Preparing(machine, plan).begin();
    }
  }

  @Override
  ClientState kind() {
    return ClientState.WAITING;
  }

  /** The application does not want to wait: its new plan takes the place of this one. */
  @Override
  void connect(Plan other) {
    timer.cancel();
    replace(other);
  }

  /** The network may be back: what the delay was to wait for has come. */
  @Override
  void checkNow() {
    timer.cancel();
    due();
  }

  @Override
  void disconnect() {
    timer.cancel();
    endByUser("disconnected before the connection was established");
  }
}
