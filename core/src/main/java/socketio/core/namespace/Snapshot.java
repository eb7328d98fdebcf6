package socketio.core.namespace;

import org.jspecify.annotations.Nullable;
import socketio.core.link.EngineLink;
import socketio.spi.Engine;

/**
 * The state of a namespace, as published to other threads.
 *
 * @param link the connection on which it is connected, or null
 * @param sid its session id while connected
 * @param recovered whether the server resumed the earlier session
 * @param limits the largest messages that the connection accepts
 */
public record Snapshot(
    @Nullable EngineLink link, @Nullable String sid, boolean recovered, Engine.Limits limits) {
  static final Snapshot DISCONNECTED = new Snapshot(null, null, false, Engine.Limits.NONE);

  public boolean connected() {
    return link != null;
  }
}
