package socketio.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import socketio.Args;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.Namespace;

/** Events, acknowledgements, binary data and namespaces, with a server started on the spot. */
public final class Tour {
  /** What a message looks like on both sides. */
  record Message(String from, String text) {}

  private Tour() {}

  /**
   * Starts a server, talks to it and ends.
   *
   * @param args the folder of the Node server
   * @throws Exception if anything goes wrong
   */
  public static void main(String[] args) throws Exception {
    try (NodeServer server = startServer(Path.of(args[0]));
        Client client = Client.create()) {
      events(client, server.url());
      acknowledgements(client);
      binary(client);
      namespaces(client);
    }
    System.out.printf("closed; nothing is left that would keep the program from ending%n");
  }

  private static NodeServer startServer(Path folder) throws IOException {
    System.out.printf(
        "starting the Node server in %s (the first time npm installs it) ...%n", folder);
    NodeServer server = NodeServer.start(folder);
    System.out.printf("socket.io listens at %s%n", server.url());
    return server;
  }

  private static void events(Client client, String url) throws InterruptedException {
    var echoed = new CountDownLatch(1);
    client.onConnect(() -> System.out.printf("connected to / as %s%n", client.sid()));
    client.onDisconnect(reason -> System.out.printf("disconnected from /: %s%n", reason));
    client.on(
        "echo",
        Message.class,
        message -> {
          System.out.printf("<- echo %s%n", message);
          echoed.countDown();
        });

    ConnectOptions options = ConnectOptions.to(url).namespaces("/", "/chat");
    client.connect(options);
    System.out.printf("-> echo%n");
    client.emit("echo", new Message("Ada", "hello, grüezi, 你好"));
    if (!echoed.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server did not answer");
    }
  }

  private static void acknowledgements(Client client) throws InterruptedException {
    Args sum = client.call("call", 1, 2, Map.of("three", 3));
    System.out.printf("the server acknowledged with %d values: %s%n", sum.size(), sum.toList());

    client.onCall("question", Message.class, message -> new Message("Tour", "42"));
    Args answer = client.call("call-back", new Message("Tour", "what is the answer?"));
    System.out.printf("the server asked back and got %s%n", answer.get(0, Message.class));
  }

  private static void binary(Client client) throws InterruptedException {
    byte[] bytes = {0, 1, 2, (byte) 0xff};
    Args reply = client.call("digest", bytes, Map.of("nested", bytes));
    System.out.printf("the server got bytes: %s%n", reply.get(0));
    System.out.printf("and sent them back: %s%n", Arrays.toString(reply.get(1, byte[].class)));
  }

  private static void namespaces(Client client) throws InterruptedException {
    Namespace chat = client.namespace("/chat");
    System.out.printf("in /chat this client is %s%n", chat.sid());
    System.out.printf("over %s%n", client.transport());
    chat.call("call", List.of("a call in", chat.path()));

    Namespace admin = client.namespace("/admin");
    try {
      admin.connect(Duration.ofSeconds(10));
    } catch (ConnectionException e) {
      System.out.printf("/admin refused: %s, data %s%n", e.getMessage(), e.data());
    }
  }
}
