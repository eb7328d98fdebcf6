package socketio.core.connection;

import socketio.ClientState;
import socketio.core.namespace.NamespaceSession;
import socketio.core.runtime.ClientClosed;

/** The final state: the client is closed. */
final class Closed extends Idle {
  Closed(Connection connection) {
    super(connection);
  }

  @Override
  ClientState kind() {
    return ClientState.CLOSED;
  }

  @Override
  public void connect(ConnectRequest request) {
    request.result.completeExceptionally(ClientClosed.error("cannot connect"));
  }

  @Override
  public void join(NamespaceSession session) {
    session.failJoin(session.cannotJoin());
  }
}
