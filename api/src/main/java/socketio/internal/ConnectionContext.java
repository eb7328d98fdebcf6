package socketio.internal;

import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.Reconnection;
import socketio.ReconnectionEvent;
import socketio.TransportKind;

/** What the connection needs of its client. */
interface ConnectionContext {
  /** The session of a namespace; always the same. */
  NamespaceSession session(String path);

  /** The session of a namespace that the application has named before, or null. */
  @Nullable NamespaceSession known(String path);

  /** The namespaces to join where the application names none. */
  Set<String> discovered();

  Reconnection reconnection();

  /** Tells the application what is done to come back; the loop. */
  void reconnection(ReconnectionEvent event);

  /** Any thread. */
  ClientState state();

  /** Runs the application's suppliers, which may block. */
  Executor background();

  /** Opens a link; the loop. */
  Link open(ConnectSpec spec, Target target, Link.Owner owner);

  /** The state has changed; the loop. */
  void stateChanged(ClientState state, @Nullable Throwable cause);

  /** The connection in use has changed; the loop. Null stands for none. */
  void linkChanged(@Nullable String engineId, @Nullable TransportKind transport);
}
