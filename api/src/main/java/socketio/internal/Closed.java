package socketio.internal;

import socketio.ClientState;

/** The end. */
final class Closed extends Idle {
  Closed(Connection machine) {
    super(machine);
  }

  @Override
  ClientState kind() {
    return ClientState.CLOSED;
  }

  @Override
  void connect(Plan plan) {
    plan.result.completeExceptionally(
        new IllegalStateException("the client is closed; create another one"));
  }
}
