package socketio.internal;

import org.jspecify.annotations.Nullable;
import socketio.spi.Engine;

/**
 * What other threads may know of a namespace.
 *
 * @param link the connection that it is connected on, or null
 * @param sid its session id while connected
 * @param limits what the server accepts in one message
 */
record Snapshot(
    @Nullable Link link, @Nullable String sid, boolean recovered, Engine.Limits limits) {
  static final Snapshot DISCONNECTED = new Snapshot(null, null, false, Engine.Limits.NONE);

  boolean connected() {
    return link != null;
  }
}
