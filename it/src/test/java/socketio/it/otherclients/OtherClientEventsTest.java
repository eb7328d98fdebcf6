package socketio.it.otherclients;

import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.Args;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;
import socketio.testkit.ReceivedEvent;

/** Events and acknowledgements between the fake server and other clients. */
@ParameterizedClass(name = "{0}")
@MethodSource("socketio.it.otherclients.OtherSetup#all")
class OtherClientEventsTest extends OtherClientTest {
  private static final int LARGE = 500_000;
  private static final int MANY = 300;

  private static final List<@Nullable Object> VALUES =
      asList(
          "é€😀\u2028\"\\\n",
          "",
          0L,
          -9007199254740991L,
          0.5,
          true,
          null,
          List.of(),
          Map.of(),
          Map.of("list", List.of(1L, Map.of("deep", List.of(List.of("x"))))));

  private static final List<Object> BINARY =
      List.of(
          new byte[] {0, 1, -1},
          "between",
          Map.of("data", List.of(bytes("nested"), Map.of("more", new byte[0]))),
          new byte[LARGE / 10]);

  OtherClientEventsTest(OtherSetup setup) {
    super(setup, FakeServer.builder());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void valuesGoToTheServer() throws InterruptedException {
    FakeSocket socket = join("/");

    client().emit("/", "say", VALUES.toArray());
    ReceivedEvent event = socket.takeEvent("say");

    assertSame(VALUES, event.args().toList());
    assertFalse(event.wantsAck());
    server.assertExhausted();
  }

  @Test
  void valuesGoToTheClient() throws InterruptedException {
    join("/").emit("say", VALUES.toArray());

    assertSame(event("say", VALUES), client().take("event", "/").values());
    server.assertExhausted();
  }

  @Test
  void bytesGoToTheServer() throws InterruptedException {
    FakeSocket socket = join("/");

    client().emit("/", "bytes", BINARY.toArray());

    assertSame(BINARY, socket.takeEvent("bytes").args().toList());
    server.assertExhausted();
  }

  @Test
  void bytesGoToTheClient() throws InterruptedException {
    join("/").emit("bytes", BINARY.toArray());

    assertSame(event("bytes", BINARY), client().take("event", "/").values());
    server.assertExhausted();
  }

  @Test
  void theServerAcknowledges() throws InterruptedException {
    server.onCall("none", (socket, args) -> null);
    server.onCall("echo", (socket, args) -> args);
    CompletionStage<String> later = CompletableFuture.supplyAsync(() -> "done");
    server.onCall("later", (socket, args) -> later);
    join("/");

    client().call("/", "none");
    client().call("/", "echo", VALUES.toArray());
    client().call("/", "echo", BINARY.toArray());
    client().call("/", "later", 1L);

    assertSame(event("none", List.of()), client().take("reply", "/").values());
    assertSame(event("echo", VALUES), client().take("reply", "/").values());
    assertSame(event("echo", BINARY), client().take("reply", "/").values());
    assertSame(event("later", List.of("done")), client().take("reply", "/").values());
    server.assertExhausted();
  }

  @Test
  void theTestAcknowledges() throws InterruptedException {
    FakeSocket socket = join("/");

    client().call("/", "question", 1L);
    socket.takeEvent("question").ack("answer", 2L);

    assertSame(event("question", List.of("answer", 2L)), client().take("reply", "/").values());
    server.assertExhausted();
  }

  @Test
  void theClientAcknowledges() throws InterruptedException {
    FakeSocket socket = join("/");

    assertSame(event("reply to ask", VALUES), socket.call("ask", VALUES.toArray()).toList());
    assertSame(event("reply to ask", BINARY), socket.call("ask", BINARY.toArray()).toList());
    assertSame(List.of("reply to ask"), socket.call("ask").toList());
    server.assertExhausted();
  }

  @Test
  void aHandlerMayAskTheClientBeforeItAnswers() throws InterruptedException {
    server.onCall("sum", (socket, args) -> Args.of(socket.call("how?").get(0), 3L));
    join("/");

    client().call("/", "sum", 1L, 2L);

    assertSame(event("sum", List.of("reply to how?", 3L)), client().take("reply", "/").values());
    server.assertExhausted();
  }

  /** In the mode that begins with polling, the change of transports comes in between. */
  @Test
  void manyEventsKeepTheirOrderBothWays() throws InterruptedException {
    server.onConnect(
        socket -> {
          for (long i = 0; i < MANY; i++) {
            socket.emit("down", i);
          }
        });
    FakeSocket socket = join("/");

    for (long i = 0; i < MANY; i++) {
      client().emit("/", "up", i);
    }

    List<Long> all = LongStream.range(0, MANY).boxed().toList();
    assertEquals(all, all.stream().map(any -> socket.takeEvent("up").args().get(0)).toList());
    for (long number : all) {
      assertSame(event("down", List.of(number)), client().take("event", "/").values());
    }
    server.assertExhausted();
  }

  @Test
  void largeEventsGoBothWays() throws InterruptedException {
    List<Object> large = List.of("é".repeat(LARGE / 2));
    FakeSocket socket = join("/");

    client().emit("/", "up", large.toArray());
    socket.emit("down", large.toArray());

    assertSame(large, socket.takeEvent("up").args().toList());
    assertSame(event("down", large), client().take("event", "/").values());
    server.assertExhausted();
  }

  @Test
  void aBroadcastReachesTheClient() throws InterruptedException {
    join("/");

    server.emit("news", "for all");

    assertSame(event("news", List.of("for all")), client().take("event", "/").values());
  }

  private static List<@Nullable Object> event(String name, List<?> values) {
    List<@Nullable Object> all = new ArrayList<>(List.of(name));
    all.addAll(values);
    return all;
  }
}
