package consumer;

import java.util.List;
import socketio.ClientNamespace;
import socketio.OnEvent;

/** What a user's first class-based namespace looks like. */
final class Chat extends ClientNamespace {
  Chat() {
    super("/chat");
  }

  @SuppressWarnings("unused") // the client calls it
  private String onQuestion(Point point) {
    return point.x() + " and " + point.y();
  }

  @OnEvent("how far?")
  @SuppressWarnings("unused") // the client calls it
  private int distance(List<Point> points) {
    return points.get(1).x() - points.get(0).x();
  }
}
