package socketio.it.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import socketio.Args;
import socketio.AsyncClientNamespace;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.ConnectOptions;
import socketio.DecodingException;
import socketio.DisconnectReason;
import socketio.OnEvent;
import socketio.it.support.Await;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/** Class-based namespaces, as an application uses them. */
@Timeout(60)
@SuppressWarnings("UnusedMethod") // the client calls them
class ClassNamespacesTest {
  @RegisterExtension final FakeServer server = FakeServer.create();

  private final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();
  private final Client client = Client.builder().onError(errors::add).build();

  @BeforeEach
  void openTheNamespace() {
    server.namespace("/shop");
  }

  @AfterEach
  void close() {
    client.close();
  }

  record Item(String name, int count) {}

  private class Shop extends ClientNamespace {
    Shop() {
      super("/shop");
    }

    void onConnect() {
      emit("hello", namespace().sid());
    }

    int onCountAll(List<Item> items, Map<String, List<Item>> more) {
      int sum = items.stream().mapToInt(Item::count).sum();
      return sum + more.values().stream().flatMap(List::stream).mapToInt(Item::count).sum();
    }

    boolean onPrimitives(byte a, short b, int c, long d, float e, double f, boolean g, char h) {
      return g && a + b + c + d + e + f == 21 && h == 'h';
    }

    Args onSwap(Args args) {
      return Args.of(args.get(1), args.get(0));
    }

    @OnEvent("ask back")
    private String askBack(String question) throws InterruptedException {
      return "answer: " + call(question).get(0);
    }

    @Nullable Item onNothing(@Nullable Item none) {
      return none;
    }

    void onDisconnect(DisconnectReason reason) {
      log.add("disconnect " + reason);
    }
  }

  @Test
  void methodsAnswer() throws InterruptedException {
    client.register(new Shop());
    client.connect(server.url());
    FakeSocket socket = server.takeSocket("/shop");

    Args count =
        socket.call(
            "count_all", List.of(new Item("a", 1)), Map.of("more", List.of(new Item("b", 2))));

    assertEquals(List.of(3L), count.toList());
    assertEquals(List.of(true), socket.call("primitives", 1, 2, 3, 4, 5, 6, true, "h").toList());
    assertEquals(List.of("b", "a"), socket.call("swap", "a", "b").toList());
    assertEquals(List.of(), socket.call("nothing", (Object) null).toList());
    assertEquals(List.of(), socket.call("nobody").toList());
    assertTrue(errors.isEmpty(), errors::toString);
  }

  @Test
  void methodsCallAndEmitInTheirNamespace() throws InterruptedException {
    server.namespace("/shop").onCall("price", (socket, args) -> 7);
    var shop = new Shop();
    client.register(shop);
    client.connect(server.url());
    FakeSocket socket = server.takeSocket("/shop");

    assertEquals(List.of(socket.id()), socket.takeEvent("hello").args().toList());
    assertEquals(List.of("answer: 7"), socket.call("ask back", "price").toList());
    shop.send("bye");
    assertEquals(List.of("bye"), socket.takeEvent("message").args().toList());
    shop.disconnect();
    assertEquals("disconnect CLIENT_DISCONNECT", log.poll(10, SECONDS));
  }

  @Test
  void aWrongArgumentIsReportedAndNothingAnswered() throws InterruptedException {
    client.register(new Shop());
    client.connect(server.url());
    FakeSocket socket = server.takeSocket("/shop");

    socket.emit("primitives", 1, 2, "three", 4, 5, 6, true, "h");
    DecodingException wrong = assertInstanceOf(DecodingException.class, errors.poll(10, SECONDS));
    socket.emit("primitives", 1, 2, null, 4, 5, 6, true, "h");
    DecodingException absent = assertInstanceOf(DecodingException.class, errors.poll(10, SECONDS));
    socket.emit("count_all", List.of(Map.of("count", "many")), Map.of());
    DecodingException nested = assertInstanceOf(DecodingException.class, errors.poll(10, SECONDS));

    assertSays(wrong, "event 'primitives', argument 2 as int: ");
    assertSays(absent, "event 'primitives', argument 2 as int: ");
    assertSays(nested, "event 'count_all', argument 0 as java.util.List<");
  }

  private static void assertSays(DecodingException error, String beginning) {
    String message = String.valueOf(error.getMessage());
    assertTrue(message.startsWith(beginning), message);
  }

  private static class AsyncShop extends AsyncClientNamespace {
    AsyncShop() {
      super("/shop");
    }

    CompletableFuture<Void> on_connect() {
      return emit("hello", namespace().sid());
    }

    CompletableFuture<String> onAskBack(String question) {
      return call(question).thenApply(answer -> "answer: " + answer.get(0));
    }

    CompletableFuture<Void> onLeave() {
      return disconnect();
    }
  }

  @Test
  void methodsMayBeAsynchronous() throws InterruptedException {
    server.namespace("/shop").onCall("price", (socket, args) -> 7);
    client.async().register(new AsyncShop());
    Await.result(client.async().connect(server.url()));
    FakeSocket socket = server.takeSocket("/shop");

    assertEquals(List.of(socket.id()), socket.takeEvent("hello").args().toList());
    assertEquals(List.of("answer: 7"), socket.call("ask_back", "price").toList());
    socket.emit("leave");
    assertEquals(DisconnectReason.CLIENT_DISCONNECT, socket.takeDisconnect());
  }

  private static class Everywhere extends ClientNamespace {
    Everywhere() {
      super("*");
    }

    String onWhere(String namespace, Item item) throws InterruptedException {
      return client().namespace(namespace).call("echo", item.name()).get(0) + " of " + namespace;
    }
  }

  @Test
  void classAndFunctionsOfAllNamespacesGetWhatIsNotHandled() throws InterruptedException {
    server.namespace("/shop").onCall("echo", (socket, args) -> args);
    server.onCall("echo", (socket, args) -> args);
    client.register(new Everywhere());
    client.register(new Shop());
    client.namespace("*").onCall("twice", String.class, Integer.class, (path, n) -> path + n + n);
    client.connect(ConnectOptions.to(server.url()).namespaces("/", "/shop"));
    FakeSocket root = server.takeSocket();
    FakeSocket shop = server.takeSocket("/shop");

    assertEquals(List.of("tea of /"), root.call("where", new Item("tea", 1)).toList());
    assertEquals(List.of("tea of /shop"), shop.call("where", new Item("tea", 1)).toList());
    assertEquals(List.of("/shop44"), shop.call("twice", 4).toList());
    assertEquals(List.of("b", "a"), shop.call("swap", "a", "b").toList());
    assertNull(errors.peek());
  }
}
