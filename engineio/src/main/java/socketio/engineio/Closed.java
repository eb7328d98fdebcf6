package socketio.engineio;

import socketio.TransportKind;

/** Does nothing any more. */
final class Closed extends State {
  private final TransportKind kind;

  Closed(TransportKind kind) {
    this.kind = kind;
  }

  @Override
  TransportKind kind() {
    return kind;
  }

  @Override
  void abort(boolean notifyPeer) {}
}
