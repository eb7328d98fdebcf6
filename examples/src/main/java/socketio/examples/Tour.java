package socketio.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
    say("closed; nothing is left that would keep the program from ending");
  }

  private static NodeServer startServer(Path folder) throws IOException {
    say("starting the Node server in %s (the first time npm installs it) ...", folder);
    NodeServer server = NodeServer.start(folder);
    say("socket.io listens at %s", server.url());
    return server;
  }

  private static void events(Client client, String url) throws InterruptedException {
    var echoed = new CountDownLatch(1);
    client.onConnect(() -> say("connected to / as %s", client.sid()));
    client.onDisconnect(reason -> say("disconnected from /: %s", reason));
    client.on(
        "echo",
        Message.class,
        message -> {
          say("<- echo %s", message);
          echoed.countDown();
        });

    ConnectOptions options = ConnectOptions.to(url).namespaces("/", "/chat");
    client.connect(options);
    say("-> echo");
    client.emit("echo", new Message("Ada", "hello, grüezi, 你好"));
    if (!echoed.await(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the server did not answer");
    }
  }

  private static void acknowledgements(Client client) throws InterruptedException {
    Args sum = client.call("call", 1, 2, Map.of("three", 3));
    say("the server acknowledged with %d values: %s", sum.size(), sum.toList());

    client.onCall("question", Message.class, message -> new Message("Tour", "42"));
    Args answer = client.call("call-back", new Message("Tour", "what is the answer?"));
    say("the server asked back and got %s", answer.get(0, Message.class));
  }

  private static void binary(Client client) throws InterruptedException {
    byte[] bytes = {0, 1, 2, (byte) 0xff};
    Args reply = client.call("digest", bytes, Map.of("nested", bytes));
    say("the server got bytes: %s", reply.get(0));
    say("and sent them back: %s", Arrays.toString(reply.get(1, byte[].class)));
  }

  private static void namespaces(Client client) throws InterruptedException {
    Namespace chat = client.namespace("/chat");
    say("in /chat this client is %s", chat.sid());
    say("over %s", client.transport());
    chat.call("call", List.of("a call in", chat.path()));

    Namespace admin = client.namespace("/admin");
    try {
      admin.connect(Duration.ofSeconds(10));
    } catch (ConnectionException e) {
      say("/admin refused: %s, data %s", e.getMessage(), e.data());
    }
  }

  private static void say(String format, @Nullable Object... args) {
    System.out.println(String.format(format, args));
  }
}
