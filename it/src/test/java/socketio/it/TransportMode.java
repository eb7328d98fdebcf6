package socketio.it;

import socketio.TransportKind;

/** The three ways to talk to a server. */
enum TransportMode {
  POLLING(TransportKind.POLLING),
  WEBSOCKET(TransportKind.WEBSOCKET),
  /** Begins with polling and changes over when it can. */
  UPGRADE(TransportKind.POLLING, TransportKind.WEBSOCKET);

  private final TransportKind[] kinds;

  TransportMode(TransportKind... kinds) {
    this.kinds = kinds;
  }

  TransportKind[] kinds() {
    return kinds.clone();
  }
}
