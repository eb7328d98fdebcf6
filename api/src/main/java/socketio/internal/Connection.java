package socketio.internal;

import org.jspecify.annotations.Nullable;
import socketio.ClientState;

/**
 * The life of a client's connection, as {@link ClientState} draws it: {@link Idle}, {@link
 * Preparing}, {@link Linked} (first connecting, then connected), {@link Waiting}, {@link Closed}.
 * Confined to the loop. Each state holds what belongs to it; what was begun in a state that has
 * passed finds itself to be no longer the current one.
 */
final class Connection {
  final Core core;
  final ConnectionContext context;
  private State state = new Idle(this);

  Connection(Core core, ConnectionContext context) {
    this.core = core;
    this.context = context;
  }

  /** The reactions of one state. */
  abstract static class State {
    final Connection machine;

    State(Connection machine) {
      this.machine = machine;
    }

    abstract ClientState kind();

    /** The application wants a connection; {@code plan.result} must complete some day. */
    abstract void connect(Plan plan);

    /** The application wants one more namespace; its session's futures are waiting already. */
    abstract void join(NamespaceSession session);

    /** The application wants one namespace no more. */
    abstract void leave(NamespaceSession session);

    /** Whether the application wants this namespace to be connected. */
    boolean wants(String namespace) {
      return false;
    }

    /** The application wants everything to end. */
    abstract void disconnect();

    /** The application suspects that the network has changed, or that the machine has slept. */
    void checkNow() {}

    final boolean isCurrent() {
      return machine.state == this;
    }
  }

  /** Makes a state the current one. */
  void enter(State next, @Nullable Throwable cause) {
    assert core.loop().inLoop();
    state = next;
    context.stateChanged(next.kind(), cause);
  }

  State state() {
    assert core.loop().inLoop();
    return state;
  }

  void close() {
    state().disconnect();
    enter(new Closed(this), null);
  }
}
