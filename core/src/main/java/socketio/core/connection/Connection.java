package socketio.core.connection;

import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.core.namespace.NamespaceSession;
import socketio.core.runtime.ClientContext;

/**
 * The life of a client's connection, as {@link ClientState} draws it: {@link Idle}, {@link
 * Preparing}, {@link Linked} (first connecting, then connected), {@link Waiting}, {@link Closed}.
 * Confined to the loop. Each state holds what belongs to it; what was begun in a state that has
 * passed finds itself to be no longer the current one.
 */
public final class Connection {
  final ClientContext context;
  final ConnectionHost host;
  private State state = new Idle(this);

  public Connection(ClientContext context, ConnectionHost host) {
    this.context = context;
    this.host = host;
  }

  /** The reactions of one state. */
  public abstract static class State {
    final Connection connection;

    State(Connection connection) {
      this.connection = connection;
    }

    abstract ClientState kind();

    /** The application wants a connection; {@code request.result} must complete some day. */
    public abstract void connect(ConnectRequest request);

    /** The application wants one more namespace; its session's futures are waiting already. */
    public abstract void join(NamespaceSession session);

    /** The application wants one namespace no more. */
    public abstract void leave(NamespaceSession session);

    /** Whether the application wants this namespace to be connected. */
    public boolean wants(String namespace) {
      return false;
    }

    /** The application wants everything to end. */
    public abstract void disconnect();

    /** The application suspects that the network has changed, or that the machine has slept. */
    public void checkNow() {}

    final boolean isCurrent() {
      return connection.state == this;
    }
  }

  /** Makes a state the current one. */
  void enter(State next, @Nullable Throwable cause) {
    assert context.loop().inLoop();
    state = next;
    host.stateChanged(next.kind(), cause);
  }

  public State state() {
    assert context.loop().inLoop();
    return state;
  }

  /** Gives up on a request, if it is still pursued: the application cancelled its future. */
  public void cancel(ConnectRequest request) {
    if (state() instanceof Active active && active.request == request) {
      active.disconnect();
    }
  }

  public void close() {
    state().disconnect();
    enter(new Closed(this), null);
  }
}
