package socketio.internal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.ReconnectionPolicy;

/** The application's policy is asked whether another attempt is to be made. */
final class Deciding extends Active {
  private final Setback setback;
  private final ReconnectionPolicy.Attempt attempt;

  Deciding(Connection machine, Plan plan, Setback setback, ReconnectionPolicy.Attempt attempt) {
    super(machine, plan);
    this.setback = setback;
    this.attempt = attempt;
  }

  void begin(ReconnectionPolicy policy) {
    if (!setback.isServersWill() || attempt.proposed() != null) {
      plan.forgetExpelled(); // they are not what is to be decided
    }
    machine.context.background().execute(() -> ask(policy));
  }

  private void ask(ReconnectionPolicy policy) {
    Duration decision;
    try {
      decision = policy.decide(attempt);
      if (decision != null) {
        Check.notNegative(decision, "the delay of the reconnection policy");
      }
    } catch (Throwable e) {
      decision = attempt.proposed();
      machine.core.lane().execute(() -> machine.core.errors().report(e));
    }
    Duration delay = decision;
    machine.core.loop().execute(() -> decided(delay));
  }

  private void decided(@Nullable Duration delay) {
    if (isCurrent()) {
      if (delay != null) {
        plan.pardon();
      }
      settle(setback, attempt.number(), delay);
    }
  }

  @Override
  ClientState kind() {
    return ClientState.WAITING;
  }

  @Override
  void connect(Plan other) {
    replace(other);
  }

  /** The network may be back: there is nothing to decide, unless it was not for the network. */
  @Override
  void checkNow() {
    if (attempt.proposed() != null) {
      settle(setback, attempt.number(), Duration.ZERO);
    }
  }

  @Override
  void disconnect() {
    endByUser("disconnected before the connection was established");
  }
}
