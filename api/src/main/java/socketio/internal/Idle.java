package socketio.internal;

import socketio.ClientState;
import socketio.NotConnectedException;

/** No connection, and nobody wants one. */
class Idle extends Connection.State {
  Idle(Connection machine) {
    super(machine);
  }

  @Override
  ClientState kind() {
    return ClientState.IDLE;
  }

  @Override
  void connect(Plan plan) {
    plan.wanted.addAll(
        plan.spec.namespaces.isEmpty() ? machine.context.discovered() : plan.spec.namespaces);
    new Preparing(machine, plan).begin();
  }

  @Override
  void join(NamespaceSession session) {
    session.failJoin(notConnected(session.path()));
  }

  static NotConnectedException notConnected(String path) {
    return new NotConnectedException(
        String.format(
            "namespace %s cannot be joined: the client is not connected; call connect(…) on it"
                + " first",
            path));
  }

  @Override
  void leave(NamespaceSession session) {}

  @Override
  void disconnect() {}
}
