package socketio.examples;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import socketio.Args;
import socketio.Client;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.Namespace;
import socketio.testkit.FakeServer;

/** A tour of events, acknowledgements, binary data and namespaces, with an in-process server. */
public final class Tour {
  /** The message that both sides exchange. */
  record Message(String from, String text) {}

  private Tour() {}

  /**
   * Starts a server, exchanges data with it, and exits.
   *
   * @param args unused
   * @throws Exception if anything goes wrong
   */
  public static void main(String[] args) throws Exception {
    try (FakeServer server = startServer();
        Client client = Client.create()) {
      events(client, server.url());
      acknowledgements(client);
      binary(client);
      namespaces(client);
    }
    System.out.printf("closed; no thread keeps the program running%n");
  }

  private static FakeServer startServer() {
    FakeServer server = FakeServer.start();
    server.on("echo", (socket, args) -> socket.emit("echo", args.toList().toArray()));
    server.onCall("sum", (socket, args) -> Args.of(sum(args), args.size()));
    server.onCall("ask me", (socket, args) -> socket.call("question", "why?").get(0));
    server.onCall("give back", (socket, args) -> args);
    server.namespace("/chat").onCall("who am I", (socket, args) -> socket.auth());
    server.namespace("/admin").reject("not admitted", Map.of("code", 401));
    System.out.printf("Socket.IO server listening at %s%n", server.url());
    return server;
  }

  private static int sum(Args args) {
    return args.toList().stream().mapToInt(value -> ((Number) value).intValue()).sum();
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

    client.connect(
        ConnectOptions.to(url).namespaces("/", "/chat").auth("/chat", Map.of("name", "Ada")));
    System.out.printf("-> echo%n");
    client.emit("echo", new Message("Ada", "hello, grüezi, 你好"));
    if (!echoed.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server did not answer");
    }
  }

  private static void acknowledgements(Client client) throws InterruptedException {
    Args sum = client.call("sum", 1, 2, 39);
    System.out.printf("the server acknowledged with %d values: %s%n", sum.size(), sum.toList());

    client.onCall("question", String.class, why -> new Message("Tour", why + " Because."));
    Args answer = client.call("ask me");
    System.out.printf("the server called back and got %s%n", answer.get(0, Message.class));
  }

  private static void binary(Client client) throws InterruptedException {
    byte[] bytes = {1, 2, 3};
    Args reply = client.call("give back", bytes);
    System.out.printf("binary data returned: %s%n", Arrays.toString(reply.get(0, byte[].class)));
  }

  private static void namespaces(Client client) throws InterruptedException {
    Namespace chat = client.namespace("/chat");
    System.out.printf("in /chat this client is %s%n", chat.call("who am I").get(0));
    System.out.printf("over %s%n", client.transport());

    Namespace admin = client.namespace("/admin");
    try {
      admin.connect(Duration.ofSeconds(10));
    } catch (ConnectionException e) {
      System.out.printf("/admin refused: %s, data %s%n", e.getMessage(), e.data());
    }
  }
}
