package socketio.it.realservers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.AsyncClient;
import socketio.AsyncClientNamespace;
import socketio.Client;
import socketio.ClientNamespace;
import socketio.ClientState;
import socketio.it.support.Await;
import socketio.it.support.NodeServer;
import socketio.it.support.RealServer;
import socketio.it.support.Setup;
import socketio.it.support.Values;

/** Class-based namespaces against a real server, over each transport mode. */
@RealServer
@Timeout(120)
@SuppressWarnings("UnusedMethod") // the client calls them
class RealClassNamespacesTest {
  private final NodeServer server;
  private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

  RealClassNamespacesTest(NodeServer server) {
    this.server = server;
  }

  record Point(int x, int y) {}

  private class Chat extends ClientNamespace {
    Chat() {
      super("/chat");
    }

    void onHello(String namespace) {
      log.add("hello " + namespace);
    }

    Point onQuestion(Point point) throws InterruptedException {
      return new Point(Values.get(call("call", point.y()), 0, Integer.class), point.x());
    }
  }

  private class AsyncChat extends AsyncClientNamespace {
    AsyncChat() {
      super("/chat");
    }

    void onHello(String namespace) {
      log.add("hello " + namespace);
    }

    CompletableFuture<Point> onQuestion(Point point) {
      return call("call", point.y())
          .thenApply(answer -> new Point(Values.get(answer, 0, Integer.class), point.x()));
    }
  }

  private class Others extends ClientNamespace {
    Others() {
      super("*");
    }

    void onHello(String namespace, String said) {
      log.add("hello of " + namespace + " " + said);
    }
  }

  @ParameterizedTest
  @MethodSource("socketio.it.support.Setup#eachMode")
  void exchangeEventsAndAcknowledgements(Setup setup) throws InterruptedException {
    try (Client client = setup.client().build()) {
      var chat = new Chat();
      client.register(chat);
      client.connect(setup.to(server));

      assertEquals("hello /chat", log.poll(10, SECONDS));
      assertEquals(
          List.of(new Point(2, 1)),
          List.of(chat.call("call-back", new Point(1, 2)).get(0, Point.class)));
    }
  }

  @ParameterizedTest
  @MethodSource("socketio.it.support.Setup#eachMode")
  void exchangeEventsAndAcknowledgementsAsynchronously(Setup setup) throws InterruptedException {
    try (AsyncClient client = setup.client().buildAsync()) {
      var chat = new AsyncChat();
      client.register(chat);
      Await.result(client.connect(setup.to(server)));

      assertEquals("hello /chat", log.poll(10, SECONDS));
      assertEquals(
          new Point(2, 1),
          Await.result(chat.call("call-back", new Point(1, 2))).get(0, Point.class));
    }
  }

  @ParameterizedTest
  @MethodSource("socketio.it.support.Setup#eachMode")
  void joinAgainAfterTheLastWasLeft(Setup setup) throws InterruptedException {
    try (Client client = setup.client().build()) {
      var chat = new Chat();
      client.register(chat);
      client.connect(setup.to(server));
      assertEquals("hello /chat", log.poll(10, SECONDS));
      String id = chat.namespace().sid();
      chat.namespace().disconnect();
      assertEquals(ClientState.IDLE, client.state());

      chat.namespace().connect();
      assertNotEquals(id, chat.namespace().sid());
      assertEquals(new Point(2, 1), chat.call("call-back", new Point(1, 2)).get(0, Point.class));
      assertEquals("hello /chat", log.poll(10, SECONDS));
      client.namespace("/").connect();
      assertTrue(client.connected());
      client.disconnect();

      Await.result(client.async().namespace("/chat").connect());
      assertFalse(client.connected());
      assertEquals(new Point(2, 1), chat.call("call-back", new Point(1, 2)).get(0, Point.class));
      assertEquals("hello /chat", log.poll(10, SECONDS));
    }
  }

  @ParameterizedTest
  @MethodSource("socketio.it.support.Setup#eachMode")
  void hearOfNamespacesThatNobodyElseHandles(Setup setup) throws InterruptedException {
    try (Client client = setup.client().build()) {
      client.register(new Others());
      client.connect(setup.to(server).namespaces("/"));
      client.register(new Chat());
      client.namespace("/chat").connect();

      assertEquals("hello of / /", log.poll(10, SECONDS));
      assertEquals("hello /chat", log.poll(10, SECONDS));
    }
  }
}
