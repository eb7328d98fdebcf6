package socketio.it.realservers;

import static java.util.Arrays.asList;
import static java.util.concurrent.TimeUnit.SECONDS;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.Args;
import socketio.TypeRef;
import socketio.it.support.Await;
import socketio.it.support.NodeServer;
import socketio.it.support.Setup;
import socketio.it.support.Values;

/** Events and their values, in both directions. */
class EventsTest extends RealServerTest {
  private static final String ALL_OF_UNICODE =
      "\0\u0001\u001e\u001f \"\\/\u007f\u0080é\u07ff\u0800€\u2028\u2029\ufeff\uffff😀\udbff\udfff";

  EventsTest(Setup setup, NodeServer server) {
    super(setup, server);
  }

  static Stream<List<@Nullable Object>> values() {
    return Stream.of(
        List.of(),
        List.of("one"),
        List.of(1L, "two", true),
        List.of(false),
        asList((Object) null),
        asList(null, "after null", null),
        List.of("", List.of(), Map.of()),
        List.of(Map.of("a", List.of(1L, Map.of("b", List.of(List.of(2.5))))), List.of(List.of())),
        List.of(ALL_OF_UNICODE, Map.of(ALL_OF_UNICODE, ALL_OF_UNICODE)),
        List.of(fromEachPlane(), Map.of(fromEachPlane(), fromEachPlane())),
        List.of(Map.of("_placeholder", 1L, "num", 0L)),
        List.of(0L, -1L, 0.1, 1e15 + 0.5, Double.MIN_VALUE),
        // Exact in JavaScript's numbers: even up to 2^54.
        List.of(9007199254740994L, -9007199254740994L));
  }

  /** A character of each of the 17 planes. */
  private static String fromEachPlane() {
    return IntStream.rangeClosed(0, Character.MAX_CODE_POINT >> 16)
        .map(plane -> (plane << 16) + 0x3456)
        .mapToObj(Character::toString)
        .collect(joining());
  }

  @Tag("pain-23-unicode")
  @ParameterizedTest
  @MethodSource("values")
  void valuesComeBackInAnEventAsTheyWereSent(List<@Nullable Object> values)
      throws InterruptedException {
    var echo = new CompletableFuture<Args>();
    peer.root().events().on("echo", echo::complete);
    connect();

    peer.root().emit("echo", values.toArray());

    assertEquals(values, Await.result(echo).toList());
  }

  @ParameterizedTest
  @MethodSource("values")
  void valuesComeBackInAnAcknowledgementAsTheyWereSent(List<@Nullable Object> values)
      throws InterruptedException {
    connect();

    assertEquals(values, peer.root().call("call", values.toArray()).toList());
  }

  @Test
  void recordsAndBeansAndGenericTypesGoOutAndComeIn() throws InterruptedException {
    var order =
        new Order("é", List.of(new Item("pen", 2), new Item("ink", 1)), Map.of("rush", true));
    var customer = new Customer();
    customer.setName("Ada");
    connect();

    Args reply = peer.root().call("call", order, customer, List.of(order));

    assertEquals(order, reply.get(0, Order.class));
    assertEquals("Ada", Values.get(reply, 1, Customer.class).getName());
    assertEquals(List.of(order), reply.get(2, new TypeRef<List<Order>>() {}));
  }

  @Test
  void typedHandlersGetTypedArguments() throws InterruptedException {
    var got = new CompletableFuture<List<Object>>();
    peer.root()
        .events()
        .on(
            "echo",
            Item.class,
            String.class,
            Integer.class,
            (item, text, number) -> got.complete(List.of(item, text, number)));
    connect();

    peer.root().emit("echo", new Item("pen", 2), "text", 3);

    assertEquals(List.of(new Item("pen", 2), "text", 3), Await.result(got));
  }

  @Test
  void eventsArriveInOrder() throws InterruptedException {
    var end = new CompletableFuture<List<Long>>();
    List<Long> got = new ArrayList<>();
    peer.root()
        .events()
        .on(
            "numbered",
            Long.class,
            number -> {
              got.add(number);
              if (got.size() == 1000) {
                end.complete(List.copyOf(got));
              }
            });
    connect();

    peer.root().emit("flood", 1000);
    for (int i = 0; i < 1000; i++) {
      peer.root().emit("numbered", i);
    }

    assertEquals(Stream.iterate(0L, i -> i + 1).limit(1000).toList(), Await.result(end));
    assertEquals(List.of(1000L, List.of()), peer.root().call("numbered-report").toList());
  }

  @Test
  void anEventAheadOfTheReplyToConnectIsDelivered() throws InterruptedException {
    var early = new CompletableFuture<Args>();
    peer.namespace("/early").events().on("early", early::complete);
    connect(List.of("/early"));

    assertEquals(List.of("before the reply", 1L), Await.result(early).toList());
  }

  @Test
  void datesOfTheServerAreTexts() throws InterruptedException {
    var event = new CompletableFuture<Args>();
    peer.root().events().on("date", event::complete);
    connect();

    List<Object> dates =
        List.of("1970-01-01T00:00:00.000Z", Map.of("in", List.of("1970-01-01T00:00:01.000Z")));
    assertEquals(dates, peer.root().call("date").toList());
    assertEquals(dates, Await.result(event).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/chat"})
  void aBroadcastReachesTheOthersAndARoomItsMembers(String path) throws InterruptedException {
    String elsewhere = path.equals("/") ? "/chat" : "/";
    BlockingQueue<Object> received = receivedBy(peer.namespace(path));
    BlockingQueue<Object> heardElsewhere = receivedBy(peer.namespace(elsewhere));
    connect(List.of("/", "/chat"));
    try (Peer other = Peer.of(setup, builder())) {
      BlockingQueue<Object> own = receivedBy(other.namespace(path));
      other.connect(options().namespaces(path));

      other.namespace(path).call("room", "own", "to myself");
      assertEquals("room to myself", own.poll(10, SECONDS));
      other.namespace(path).emit("shout", "to the others");
      assertEquals("shout to the others", received.poll(10, SECONDS));

      // Nothing else has come to anybody.
      peer.namespace(path).emit("echo", "end");
      assertEquals("echo end", received.poll(10, SECONDS));
      peer.namespace(elsewhere).emit("echo", "end");
      assertEquals("echo end", heardElsewhere.poll(10, SECONDS));
      other.namespace(path).emit("echo", "end");
      assertEquals("echo end", own.poll(10, SECONDS));
    }
  }

  private static BlockingQueue<Object> receivedBy(Peer.Side side) {
    var received = new LinkedBlockingQueue<Object>();
    for (String event : List.of("shout", "room", "echo")) {
      side.events().on(event, args -> received.add(event + " " + args.get(0)));
    }
    return received;
  }

  record Item(String name, int count) {}

  record Order(String id, List<Item> items, Map<String, Boolean> flags) {}

  /** A bean. */
  static final class Customer {
    private String name = "";

    public String getName() {
      return name;
    }

    public void setName(String name) {
      this.name = name;
    }
  }
}
