package socketio.it.docs;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.Args;
import socketio.AsyncClient;
import socketio.AsyncClientNamespace;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.Namespace;
import socketio.OnEvent;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/** The examples of docs/guide.md for class-based namespaces and "*", word for word. */
@Timeout(60)
@SuppressWarnings({"UnusedMethod", "SystemOut"}) // the client calls them; examples print
class ClassNamespacesGuideTest {
  private static final Path GUIDE = Path.of("../docs/guide.md");
  private static final Path HERE =
      Path.of("src/test/java/socketio/it/docs/ClassNamespacesGuideTest.java");
  private static final Pattern SNIPPET = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @RegisterExtension final FakeServer server = FakeServer.create();

  @BeforeEach
  void openTheNamespace() {
    server.namespace("/chat");
  }

  @Test
  void theNamespaceForAll() throws Exception {
    Client client = Client.create();
    Namespace all = client.namespace("*");
    all.on(
        "alert",
        String.class,
        String.class,
        (path, text) -> System.out.println(path + ": " + text));
    all.on("*", args -> System.out.println(args.get(0) + " of " + args.get(1)));
    all.onAny((event, args) -> System.out.println("every event of " + args.get(0)));
    client.connect(ConnectOptions.to(server.url()).namespaces("/", "/chat"));
    FakeSocket socket = server.takeSocket("/chat");
    // An event whose handler fails is not acknowledged.
    assertEquals(List.of(), socket.call("alert", "fire").toList());
    assertEquals(List.of(), socket.call("other").toList());
    client.close();
  }

  @Test
  void theBlockingClass() throws Exception {
    server.namespace("/chat").onCall("translate", (socket, args) -> "bonjour");
    record Message(String user, String text) {}

    class Chat extends ClientNamespace {
      Chat() {
        super("/chat");
      }

      void onConnect() {
        emit("join", "lobby");
      }

      void onConnectError(ConnectionException error) {
        System.out.println("not admitted: " + error.getMessage());
      }

      void onDisconnect(DisconnectReason reason) {
        System.out.println("left: " + reason);
      }

      String onNewMessage(Message message) throws InterruptedException {
        Args translated = call("translate", message.text());
        return message.user() + " says " + translated.get(0);
      }

      @OnEvent("users changed")
      void users(List<String> names) {
        System.out.println(names);
      }
    }

    Client client = Client.create();
    client.register(new Chat());
    client.connect(server.url());
    FakeSocket socket = server.takeSocket("/chat");
    assertEquals(List.of("lobby"), socket.takeEvent("join").args().toList());
    assertEquals(
        List.of("Ada says bonjour"),
        socket.call("new_message", new Message("Ada", "hello")).toList());
    assertEquals(List.of(), socket.call("users changed", List.of("Ada")).toList());
    client.close();
  }

  @Test
  void theAsynchronousClass() throws Exception {
    server.namespace("/chat").onCall("translate", (socket, args) -> "bonjour");
    record Message(String user, String text) {}

    class Chat extends AsyncClientNamespace {
      Chat() {
        super("/chat");
      }

      CompletableFuture<Void> onConnect() {
        return emit("join", "lobby");
      }

      CompletableFuture<String> onNewMessage(Message message) {
        return call("translate", message.text())
            .thenApply(translated -> message.user() + " says " + translated.get(0));
      }
    }

    AsyncClient client = AsyncClient.create();
    client.register(new Chat());
    client.connect(server.url()).join();
    FakeSocket socket = server.takeSocket("/chat");
    assertEquals(List.of("lobby"), socket.takeEvent("join").args().toList());
    assertEquals(
        List.of("Ada says bonjour"),
        socket.call("newMessage", new Message("Ada", "hello")).toList());
    client.closeAsync().get(10, SECONDS);
  }

  @Test
  @SuppressWarnings("NullAway") // the example knows no @Nullable
  void theClassForAll() throws Exception {
    class Everything extends ClientNamespace {
      Everything() {
        super("*");
      }

      String onGreeting(String namespace, String name) {
        return "hello " + name + ", this is " + namespace;
      }

      @Override
      protected Object triggerEvent(String event, Args args) throws Exception {
        System.out.println(event + " " + args.toList());
        return super.triggerEvent(event, args);
      }
    }

    Client client = Client.create();
    client.register(new Everything());
    client.connect(ConnectOptions.to(server.url()).namespaces("/", "/chat"));
    assertEquals(
        List.of("hello Ada, this is /chat"),
        server.takeSocket("/chat").call("greeting", "Ada").toList());
    client.close();
  }

  @Test
  void everyExampleOfTheGuideIsATestHere() throws IOException {
    String guide = Files.readString(GUIDE);
    String chapters =
        guide.substring(
            guide.indexOf("### All namespaces at once"), guide.indexOf("## Disconnecting"));
    List<MatchResult> examples = SNIPPET.matcher(chapters).results().toList();
    String tests = normal(Files.readString(HERE));

    assertEquals(4, examples.size());
    for (MatchResult example : examples) {
      String code = normal(example.group(1).replace("\"http://localhost:3000\"", "server.url()"));
      assertTrue(tests.contains(code), code);
    }
  }

  /** Ignores white space, since the sources are formatted. */
  private static String normal(String code) {
    return code.replaceAll("\\s", "");
  }
}
