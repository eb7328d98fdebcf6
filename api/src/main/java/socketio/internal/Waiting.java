package socketio.internal;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import socketio.ClientState;
import socketio.spi.Loop;

/** The next attempt is due after a delay. */
final class Waiting extends Active {
  private final int attempt;
  private final Loop.Timer timer;

  Waiting(Connection machine, Plan plan, int attempt) {
    super(machine, plan);
    this.attempt = attempt;
    Duration delay =
        machine.context.reconnection().delay(attempt, ThreadLocalRandom.current().nextDouble());
    timer = machine.core.loop().schedule(delay, this::due);
  }

  private void due() {
    if (isCurrent()) {
      plan.attemptBegins(attempt);
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
    endByUser("replaced by another connect()");
    machine.state().connect(other);
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
