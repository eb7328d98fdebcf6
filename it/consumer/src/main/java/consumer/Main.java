package consumer;

import java.util.Map;
import socketio.Args;
import socketio.Client;

/** What a user's first program looks like. */
public final class Main {
  private record Point(int x, int y) {}

  private Main() {}

  /**
   * Calls the server once.
   *
   * @param args the server's address
   * @throws InterruptedException if interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    try (Client client = Client.create()) {
      client.connect(args[0]);
      Args reply = client.call("call", new Point(1, 2), Map.of("three", 3));
      System.out.println("reply: " + reply.toList());
      System.out.println("point: " + reply.get(0, Point.class));
      System.out.println("module: " + Client.class.getModule().getName());
    }
  }
}
