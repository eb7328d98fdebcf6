package socketio.core.connection;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import socketio.ClientState;
import socketio.Reconnection;
import socketio.ReconnectionEvent;
import socketio.TransportKind;
import socketio.core.link.EngineLink;
import socketio.core.link.ResolvedOptions;
import socketio.core.namespace.Namespaces;
import socketio.internal.ConnectSpec;

/** What the connection needs of its client. */
public interface ConnectionHost {
  Namespaces namespaces();

  Reconnection reconnection();

  /** Tells the application what is done to come back; the loop. */
  void reconnection(ReconnectionEvent event);

  /** Runs the application's suppliers, which may block. */
  Executor background();

  /** Opens a link; the loop. */
  EngineLink open(ConnectSpec spec, ResolvedOptions options, EngineLink.Owner owner);

  /** The state has changed; the loop. */
  void stateChanged(ClientState state, @Nullable Throwable cause);

  /** The connection in use has changed; the loop. Null stands for none. */
  void linkChanged(@Nullable String engineId, @Nullable TransportKind transport);
}
