package consumer;

import java.util.Map;
import socketio.Args;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.TypeRef;

/** What a user's first program looks like. */
public final class Main {
  private Main() {}

  /**
   * Calls the server, and is called by it.
   *
   * @param args the server's address
   * @throws InterruptedException if interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    try (Client client = Client.create()) {
      Chat chat = new Chat();
      client.register(chat);
      client.connect(ConnectOptions.to(args[0]).namespaces("/", "/chat"));
      Args reply = client.call("call", new Point(1, 2), Map.of("three", 3));
      System.out.println("reply: " + reply.toList());
      System.out.println("point: " + reply.get(0, Point.class));
      System.out.println("map: " + reply.get(0, new TypeRef<Map<String, Integer>>() {}));
      System.out.println("chat: " + chat.call("call-back", new Point(3, 4)).toList());
      System.out.println("module: " + Client.class.getModule().getName());
    }
  }
}
