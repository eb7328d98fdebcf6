package socketio.core.connection;

import socketio.ClientState;
import socketio.core.namespace.NamespaceSession;
import socketio.internal.ConnectSpec;

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
    connection.options = request.spec;
    request.request(
        request.spec.namespaces.isEmpty()
            ? connection.host.namespaces().discovered()
            : request.spec.namespaces);
    new Preparing(connection, request).begin();
  }

  @Override
  public void join(NamespaceSession session) {
    ConnectSpec options = connection.options;
    if (options == null) {
      session.failJoin(session.cannotJoin());
      return;
    }
    var request = ConnectRequest.reopening(options, connection.context.newFuture());
    request.want(session.path());
    new Preparing(connection, request).begin();
  }

  @Override
  public void leave(NamespaceSession session) {}

  @Override
  public void disconnect() {}
}
