package socketio.core.connection;

import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.core.namespace.NamespaceSession;
import socketio.core.runtime.ClientContext;
import socketio.internal.ConnectSpec;

/**
 * The state machine of a client's connection; {@link ClientState} has the diagram. The states are
 * {@link Idle}, {@link Preparing}, {@link Linked} (first connecting, then connected), {@link
 * Deciding}, {@link Waiting} and {@link Closed}. Each state holds its own data. A late callback of
 * a former state finds that it is not {@linkplain State#isCurrent current} and does nothing.
 * Confined to the loop.
 */
public final class Connection {
  final ClientContext context;
  final ConnectionHost host;
  private State state = new Idle(this);

  /** The options of the latest {@code connect}; null before the first. */
  @Nullable ConnectSpec options;

  public Connection(ClientContext context, ConnectionHost host) {
    this.context = context;
    this.host = host;
  }

  /** One state, and how it reacts to the application. */
  public abstract static class State {
    final Connection connection;

    State(Connection connection) {
      this.connection = connection;
    }

    abstract ClientState kind();

    /** The application wants a connection; {@code request.result} must complete eventually. */
    public abstract void connect(ConnectRequest request);

    /** The application wants one more namespace; its session's futures are already waiting. */
    public abstract void join(NamespaceSession session);

    /** The application no longer wants a namespace. */
    public abstract void leave(NamespaceSession session);

    /** Returns whether the application wants this namespace to be connected. */
    public boolean wants(String namespace) {
      return false;
    }

    /** Whether the server can be reached now, so that only its answer is due. */
    boolean isOpen() {
      return false;
    }

    /** The application disconnects all namespaces. */
    public abstract void disconnect();

    /** The application suspects that the network has changed, or that the machine has slept. */
    public void checkNow() {}

    final void inLoop(Runnable task) {
      connection.context.loop().execute(task);
    }

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

  /**
   * Disconnects if this request is still active: the application cancelled or failed its future.
   */
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
