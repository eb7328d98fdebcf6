package socketio.core.namespace;

import org.jspecify.annotations.Nullable;
import socketio.core.link.EngineLink;
import socketio.spi.Engine;

/**
 * What other threads may know of a namespace.
 *
 * @param link the connection that it is connected on, or null
 * @param sid its session id while connected
 * @param limits what the server accepts in one message
 */
public record Snapshot(
    @Nullable EngineLink link, @Nullable String sid, boolean recovered, Engine.Limits limits) {
  static final Snapshot DISCONNECTED = new Snapshot(null, null, false, Engine.Limits.NONE);

  public boolean connected() {
    return link != null;
  }
}
