package socketio.core.connection;

import socketio.ClientState;
import socketio.core.namespace.NamespaceSession;

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
    request.result.completeExceptionally(
        new IllegalStateException("the client is closed; create another one"));
  }

  @Override
  public void join(NamespaceSession session) {
    session.failJoin(session.cannotJoin());
  }
}
