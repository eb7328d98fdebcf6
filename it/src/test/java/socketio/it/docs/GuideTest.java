package socketio.it.docs;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.Args;
import socketio.AsyncClient;
import socketio.AsyncNamespace;
import socketio.AsyncSimpleClient;
import socketio.Client;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.IncomingEvent;
import socketio.Namespace;
import socketio.Reconnection;
import socketio.SimpleClient;
import socketio.Subscription;
import socketio.TransportKind;
import socketio.TypeRef;
import socketio.it.support.Await;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/**
 * The snippets of docs/guide.md that are marked as tests, word for word, but for the server's
 * address and for where they print.
 */
@Timeout(60)
@SuppressWarnings({
  "FutureReturnValueIgnored", // what a program does that asks for no more
  "NullAway", // a program without a checker of nulls
  "UnusedVariable" // a program that stops where the snippet does
})
class GuideTest {
  private static final Path GUIDE = Path.of("../docs/guide.md");
  private static final Path TESTS = Path.of("src/test/java/socketio/it/docs");
  private static final Pattern SNIPPET = Pattern.compile("```java test\n(.*?)```", Pattern.DOTALL);

  @RegisterExtension final FakeServer server = FakeServer.create();

  private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();

  /** Where the guide prints to the console. */
  private void show(Object what) {
    shown.add(String.valueOf(what));
  }

  private void assertShows(String... texts) throws InterruptedException {
    for (String text : texts) {
      assertEquals(text, shown.poll(10, SECONDS));
    }
  }

  private static String freshToken() {
    return "t0ken";
  }

  @BeforeEach
  void script() {
    server.onCall("sum", (socket, args) -> args.get(0, Integer.class) + args.get(1, Integer.class));
    server.on("move", (socket, args) -> {});
    server.on("file", (socket, args) -> {});
    server.on("message", (socket, args) -> {});
    server.on("hello", (socket, args) -> {});
    server.namespace("/admin").on("hello", (socket, args) -> {});
    server.namespace("/admin").onCall("name", (socket, args) -> "Ada");
    server.namespace("/chat").on("hello", (socket, args) -> {});
    server.namespace("/forbidden").reject("no", Map.of("code", 7));
  }

  private AsyncClient connected() throws InterruptedException {
    return connectedClient().async();
  }

  private Client connectedClient() throws InterruptedException {
    Client client = Client.create();
    client.connect(server.url());
    return client;
  }

  // ---- creating a client

  @Test
  void createsAClient() throws Exception {
    try (Client client = Client.create()) {
      client.connect(server.url());
      client.emit("hello", "world");
    }

    assertEquals(List.of("world"), server.takeSocket().takeEvent("hello").args().toList());
  }

  @Test
  void createsAnAsynchronousClient() throws Exception {
    AsyncClient client = AsyncClient.create();
    client
        .connect(server.url())
        .thenCompose(connected -> client.call("sum", 1, 2))
        .thenAccept(answer -> show(answer.get(0, Integer.class)))
        .whenComplete((done, error) -> client.close());

    assertShows("3");
    server.takeSocket().takeDisconnect();
  }

  @Test
  void createsAClientWithSettingsOfItsOwn() throws Exception {
    Client client =
        Client.builder()
            .reconnection(Reconnection.defaults().attempts(10))
            .callTimeout(Duration.ofSeconds(10))
            .onError(error -> show("a handler failed: " + error))
            .build();
    AsyncClient async = client.async();

    client.on(
        "news",
        args -> {
          throw new IllegalStateException("oops");
        });
    Await.result(async.connect(server.url()));
    server.takeSocket().emit("news");
    assertShows("a handler failed: java.lang.IllegalStateException: oops");
    client.close();
  }

  // ---- handlers

  @Test
  void handlesEvents() throws Exception {
    record News(String title, int votes) {}

    Client client = Client.create();
    client.on("news", News.class, news -> show(news.title()));
    client.on("pair", String.class, Integer.class, (name, number) -> show(name + number));
    client.on("list", new TypeRef<List<News>>() {}, list -> show(list.size()));
    client.on("raw", args -> show(args.size() + ": " + args.toList()));
    client.on("*", args -> show("nobody else handles " + args.get(0)));

    client.connect(server.url());
    FakeSocket socket = server.takeSocket();
    socket.emit("news", new News("hi", 1));
    socket.emit("pair", "a", 1);
    socket.emit("list", List.of(new News("hi", 1), new News("ho", 2)));
    socket.emit("raw", 1, "two");
    socket.emit("other", "other");
    assertShows("hi", "a1", "2", "2: [1, two]", "nobody else handles other");
    client.close();
  }

  @Test
  void managesHandlers() throws Exception {
    Client client = connectedClient();
    client.on("news", args -> show("news"));

    Subscription subscription = client.once("ready", args -> show("once"));
    client.onAny((event, args) -> show("in: " + event));
    client.prependAny((event, args) -> show("first of all: " + event));
    boolean waiting = client.hasHandlers("ready");
    subscription.close();
    client.off("news");
    client.offAny();

    assertTrue(waiting);
    client.on("last", args -> show("last"));
    FakeSocket socket = server.takeSocket();
    socket.emit("ready");
    socket.emit("news");
    socket.emit("last");
    assertShows("last");
    client.close();
  }

  @Test
  void handlesTheConnection() throws Exception {
    Client client = Client.create();

    client.onConnect(() -> show("connected as " + client.sid()));
    client.onConnectError(error -> show(error.phase() + ", again: " + error.willRetry()));
    client.onDisconnect(reason -> show(reason));
    client.onStateChange((from, to, cause) -> show(from + " -> " + to));

    client.connect(server.url());
    assertShows(
        "IDLE -> CONNECTING",
        "CONNECTING -> CONNECTED",
        "connected as " + server.takeSocket().id());
    client.disconnect();
    assertShows("CONNECTED -> IDLE", "CLIENT_DISCONNECT");
    client.close();
  }

  // ---- connecting

  @Test
  void connects() throws Exception {
    Client client = Client.create();
    client.connect(
        ConnectOptions.to(server.url())
            .auth(() -> Map.of("token", freshToken()))
            .header("X-Client", "guide")
            .query("version", "1")
            .namespaces("/", "/admin")
            .transports(TransportKind.WEBSOCKET)
            .timeout(Duration.ofSeconds(10)));
    show(client.sid() + " over " + client.transport());

    FakeSocket socket = server.takeSocket();
    assertShows(socket.id() + " over websocket");
    assertEquals(Map.of("token", "t0ken"), server.takeSocket("/admin").auth());
    assertEquals("guide", socket.handshake().header("x-client"));
    assertEquals("1", socket.query().get("version"));
    client.close();
  }

  @Test
  void isRefused() throws Exception {
    Client client = Client.create();

    try {
      client.connect(ConnectOptions.to(server.url()).namespaces("/forbidden"));
    } catch (ConnectionException e) {
      show(e.phase() + " " + e.namespace() + " " + e.serverMessage() + " " + e.data());
    }

    assertShows("NAMESPACE /forbidden no {code=7}");
    client.close();
  }

  @Test
  void connectsWithFutures() throws Exception {
    AsyncClient client = AsyncClient.create();
    client
        .connect(ConnectOptions.to(server.url()).retry(true))
        .whenComplete((done, error) -> show(error == null ? "connected" : "failed: " + error));

    assertShows("connected");
    client.close();
  }

  // ---- emitting

  @Test
  void emits() throws Exception {
    Client client = Client.create();
    client.connect(server.url());
    client.emit("move", 3, 4);
    client.emit("file", Map.of("name", "a.png", "content", new byte[] {1, 2, 3}));
    client.send("an event named message");

    FakeSocket socket = server.takeSocket();
    assertEquals(List.of(3L, 4L), socket.takeEvent("move").args().toList());
    Map<?, ?> file = socket.takeEvent("file").args().get(0, Map.class);
    assertEquals(3, ((byte[]) Objects.requireNonNull(file.get("content"))).length);
    assertEquals("an event named message", socket.takeEvent("message").args().get(0));
    client.close();
  }

  @Test
  void emitsWithFutures() throws Exception {
    AsyncClient client = connected();

    client
        .emit("move", 3, 4)
        .thenCompose(sent -> client.send("an event named message"))
        .thenRun(() -> show("sent"));

    assertShows("sent");
    FakeSocket socket = server.takeSocket();
    socket.takeEvent("move");
    socket.takeEvent("message");
    client.close();
  }

  // ---- acknowledgements

  @Test
  void calls() throws Exception {
    Client client = connectedClient();

    Args answer = client.call("sum", 1, 2);
    int sum = answer.get(0, Integer.class);
    Args soon = client.call(Duration.ofSeconds(5), "sum", 3, 4);

    assertEquals(3, sum);
    assertEquals(7L, soon.get(0));
    client.close();
  }

  @Test
  void callsWithFutures() throws Exception {
    AsyncClient client = connected();

    client
        .call("sum", 1, 2)
        .thenApply(answer -> answer.get(0, Integer.class))
        .thenAccept(sum -> show(sum));

    assertShows("3");
    client.close();
  }

  @Test
  void answersTheServer() throws Exception {
    Client client = connectedClient();

    client.onCall("sum", Integer.class, Integer.class, (a, b) -> a + b);
    client.onCall("several", args -> Args.of("one", 2));
    client.onCall("later", args -> CompletableFuture.supplyAsync(() -> "done"));

    FakeSocket socket = server.takeSocket();
    assertEquals(List.of(3L), socket.call("sum", 1, 2).toList());
    assertEquals(List.of("one", 2L), socket.call("several").toList());
    assertEquals(List.of("done"), socket.call("later").toList());
    client.close();
  }

  // ---- namespaces

  @Test
  void usesNamespaces() throws Exception {
    Client client = Client.create();
    Namespace admin = client.namespace("/admin");
    admin.on("alert", String.class, text -> show(text));
    admin.onConnect(() -> show(admin.path() + " is connected"));
    client.connect(ConnectOptions.to(server.url()).auth("/admin", Map.of("token", "s3cret")));
    admin.emit("hello");
    Args answer = admin.call("name");

    assertShows("/admin is connected");
    assertEquals("Ada", answer.get(0));
    FakeSocket socket = server.takeSocket("/admin");
    assertEquals(Map.of("token", "s3cret"), socket.auth());
    socket.emit("alert", "fire");
    assertShows("fire");

    Namespace chat = client.namespace("/chat");
    chat.connect(Duration.ofSeconds(5));
    admin.disconnect();
    chat.disconnect(); // the last one: the connection ends
    admin.connect(); // the connection opens again

    assertTrue(admin.connected());
    assertFalse(chat.connected());
    client.close();
  }

  @Test
  void usesNamespacesWithFutures() throws Exception {
    AsyncClient client = connected();

    AsyncNamespace chat = client.namespace("/chat");
    chat.connect()
        .thenCompose(joined -> chat.emit("hello"))
        .thenCompose(sent -> chat.disconnect())
        .thenRun(() -> show("left"));

    assertShows("left");
    server.takeSocket("/chat").takeEvent("hello");
    client.close();
  }

  // ---- disconnecting, waiting, background tasks

  @Test
  void disconnects() throws Exception {
    Client client = connectedClient();

    client.disconnect();
    show(client.state());
    client.close();

    assertShows("IDLE");
    assertEquals(ClientState.CLOSED, client.state());
  }

  @Test
  void disconnectsWithFutures() throws Exception {
    AsyncClient client = connected();

    client
        .disconnect()
        .thenRun(() -> show(client.state()))
        .thenCompose(done -> client.closeAsync());

    assertShows("IDLE");
  }

  @Test
  void waitsForTheEnd() throws Exception {
    server.onConnect(socket -> socket.emit("goodbye"));

    Client client = Client.create();
    client.on("goodbye", args -> client.disconnect());
    client.connect(server.url());
    client.await();
    show("ended");

    assertShows("ended");
    assertEquals(ClientState.IDLE, client.state());
    client.close();
  }

  @Test
  void waitsForTheEndBesideABackgroundTask() throws Exception {
    server.on(
        "tick",
        (socket, args) -> {
          show("tick");
          if (shown.size() == 3) {
            socket.disconnect();
          }
        });

    Client client = Client.create();
    client.connect(server.url());
    Thread ticker =
        client.startBackgroundTask(
            () -> {
              try {
                while (client.connected()) {
                  client.emit("tick");
                  client.sleep(Duration.ofMillis(100));
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    client.await(Duration.ofSeconds(1));
    client.disconnect();
    ticker.join();

    assertShows("tick");
    client.close();
  }

  @Test
  void waitsForTheEndWithFutures() throws Exception {
    AsyncClient client = connected();

    client
        .startBackgroundTask(() -> show("beside the handlers"))
        .thenCompose(done -> client.sleep(Duration.ofMillis(100)))
        .thenCompose(slept -> client.disconnect());
    client.await().thenRun(() -> show("ended"));

    assertShows("beside the handlers", "ended");
    client.close();
  }

  // ---- other ways to get events

  @Test
  void waitsForAnEvent() throws Exception {
    server.on(
        "hello",
        (socket, args) -> {
          socket.emit("welcome", "Ada");
        });
    Client client = connectedClient();
    FakeSocket socket = server.takeSocket();
    ScheduledExecutorService reporter = Executors.newSingleThreadScheduledExecutor();
    reporter.scheduleAtFixedRate(() -> socket.emit("news", "hi"), 0, 10, MILLISECONDS);

    CompletableFuture<Args> welcome = client.async().awaitEvent("welcome", Duration.ofSeconds(5));
    client.emit("hello");
    show(welcome.join().get(0));
    Args next = client.awaitEvent("news", Duration.ofSeconds(5));

    assertEquals(List.of("hi"), next.toList());
    assertShows("Ada");
    reporter.shutdownNow();
    client.close();
  }

  @Test
  void readsAStream() throws Exception {
    Client client = connectedClient();

    client
        .publisher("news")
        .subscribe(
            new Flow.Subscriber<>() {
              private Flow.Subscription subscription;

              @Override
              public void onSubscribe(Flow.Subscription subscription) {
                this.subscription = subscription;
                subscription.request(1);
              }

              @Override
              public void onNext(Args args) {
                show(args.get(0));
                subscription.request(1);
              }

              @Override
              public void onError(Throwable error) {
                show(error);
              }

              @Override
              public void onComplete() {
                show("the client was closed");
              }
            });

    FakeSocket socket = server.takeSocket();
    socket.emit("news", 1);
    socket.emit("news", 2);
    assertShows("1", "2");
    client.close();
    assertShows("the client was closed");
  }

  @Test
  void needsNoHandlers() throws Exception {
    server.on("subscribe", (socket, args) -> socket.emit("news", "hi", 1));

    try (SimpleClient client = SimpleClient.create()) {
      client.connect(server.url());
      client.emit("subscribe", "news");
      IncomingEvent event = client.receive(Duration.ofSeconds(5));
      show(event.name() + " " + event.args().toList());
      Args answer = client.call("sum", 1, 2);
    }

    assertShows("news [hi, 1]");
  }

  @Test
  void needsNoHandlersWithFutures() throws Exception {
    server.on("subscribe", (socket, args) -> socket.emit("news", "hi", 1));

    AsyncSimpleClient client = AsyncSimpleClient.create();
    client
        .connect(server.url())
        .thenCompose(connected -> client.emit("subscribe", "news"))
        .thenCompose(sent -> client.receive())
        .thenAccept(event -> show(event.name()))
        .whenComplete((done, error) -> client.close());

    assertShows("news");
  }

  @Test
  void showsWhatGoesOn() throws Exception {
    Client client =
        Client.builder().onError(error -> show("failed: " + error.getMessage())).build();
    client.onAny((event, args) -> show("<- " + event + " " + args.toList()));
    client.onAnyOutgoing((event, args) -> show("-> " + event + " " + args.toList()));
    client.onStateChange((from, to, cause) -> show(to + (cause == null ? "" : ": " + cause)));
    client.onConnectError(error -> show(error.httpStatus() + " " + error.body()));

    client.connect(server.url());
    client.emit("hello", 1);
    FakeSocket socket = server.takeSocket();
    socket.takeEvent("hello");
    socket.emit("news", 2);
    assertShows("CONNECTING", "CONNECTED", "-> hello [1]", "<- news [2]");
    client.close();
  }

  // ---- the document

  @TestFactory
  Stream<DynamicTest> everySnippetOfTheGuideIsATest() throws IOException {
    var tests = new StringBuilder();
    try (Stream<Path> files = Files.list(TESTS)) {
      for (Path file : files.filter(path -> path.toString().endsWith("GuideTest.java")).toList()) {
        tests.append(essence(Files.readString(file)));
      }
    }
    List<MatchResult> snippets = SNIPPET.matcher(Files.readString(GUIDE)).results().toList();
    assertTrue(snippets.size() >= 26, () -> "only " + snippets.size());
    return snippets.stream()
        .map(snippet -> snippet.group(1))
        .map(
            snippet ->
                DynamicTest.dynamicTest(
                    snippet.lines().findFirst().orElse(""),
                    () -> assertTrue(tests.indexOf(essence(snippet)) >= 0, snippet)));
  }

  /** Code without its layout, which depends on its place. */
  private static String essence(String code) {
    return code.replace("\"http://localhost:3000\"", "server.url()")
        .replace("System.out.println(", "show(")
        .replaceAll("\\s", "");
  }
}
