package socketio.core.connection;

import socketio.ClientState;
import socketio.core.namespace.NamespaceSession;

/** No connection, and none is wanted. */
class Idle extends Connection.State {
  Idle(Connection connection) {
    super(connection);
  }

  @Override
  ClientState kind() {
    return ClientState.IDLE;
  }

  @Override
  public void connect(ConnectRequest request) {
    request.wanted.addAll(
        request.spec.namespaces.isEmpty()
            ? connection.host.namespaces().discovered()
            : request.spec.namespaces);
    new Preparing(connection, request).begin();
  }

  @Override
  public void join(NamespaceSession session) {
    session.failJoin(session.cannotJoin());
  }

  @Override
  public void leave(NamespaceSession session) {}

  @Override
  public void disconnect() {}
}
