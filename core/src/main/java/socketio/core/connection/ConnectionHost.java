package socketio.core.connection;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.core.link.EngineLink;
import socketio.core.link.ResolvedOptions;
import socketio.core.namespace.Namespaces;
import socketio.internal.ConnectSpec;

/** What the connection needs from its client. */
public interface ConnectionHost {
  Namespaces namespaces();

  Reconnection reconnection();

  /** Reports a step of a reconnection to the application; the loop. */
  void reconnection(Reconnection.Event event);

  /** Returns the executor of the application's suppliers and policy, which may block. */
  Executor background();

  /** Opens a link; the loop. */
  EngineLink open(ConnectSpec spec, ResolvedOptions options, EngineLink.Owner owner);

  /** The state has changed; the loop. */
  void stateChanged(ClientState state, @Nullable Throwable cause);

  /** The link in use has changed; null if there is none. The loop. */
  void linkChanged(@Nullable String engineId, @Nullable TransportKind transport);
}
