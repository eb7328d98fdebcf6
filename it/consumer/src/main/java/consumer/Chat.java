package consumer;

import socketio.ClientNamespace;

/** What a user's first class-based namespace looks like. */
final class Chat extends ClientNamespace {
  Chat() {
    super("/chat");
  }

  @SuppressWarnings("unused") // the client calls it
  private String onQuestion(Point point) {
    return point.x() + " and " + point.y();
  }
}
