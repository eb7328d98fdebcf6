package socketio.it.support;

import socketio.TransportKind;

/** The three ways to talk to a server. */
public enum TransportMode {
  POLLING,
  WEBSOCKET,
  /** Starts with polling and upgrades to WebSocket. */
  UPGRADE;

  /** The transports to connect with. */
  public TransportKind[] kinds() {
    return switch (this) {
      case POLLING -> new TransportKind[] {TransportKind.POLLING};
      case WEBSOCKET -> new TransportKind[] {TransportKind.WEBSOCKET};
      case UPGRADE -> new TransportKind[] {TransportKind.POLLING, TransportKind.WEBSOCKET};
    };
  }
}
