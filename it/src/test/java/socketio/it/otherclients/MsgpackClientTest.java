package socketio.it.otherclients;

import static java.util.Arrays.asList;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import socketio.DisconnectReason;
import socketio.it.support.NodeServer;
import socketio.msgpack.MsgpackPacketParser;
import socketio.testkit.FakeServer;
import socketio.testkit.FakeSocket;

/** The fake server over MessagePack with the JavaScript client. */
@ParameterizedClass(name = "{0}")
@MethodSource("socketio.it.otherclients.OtherSetup#javaScript")
class MsgpackClientTest extends OtherClientTest {
  private static final List<@Nullable Object> VALUES =
      asList(
          "é€😀\u2028\"\\\n",
          "x".repeat(70_000),
          0L,
          -9007199254740991L,
          1L << 40,
          0.5,
          true,
          null,
          List.of(),
          Map.of(),
          new byte[] {0, 1, -1},
          Map.of("list", List.of(1L, Map.of("deep", List.of(new byte[70_000])))));

  MsgpackClientTest(OtherSetup setup) {
    super(setup, FakeServer.builder().parser(MsgpackPacketParser.create()));
  }

  @Override
  void open(String namespace, Map<String, Object> more) {
    var options = new HashMap<String, Object>(more);
    options.put("parser", NodeServer.NODE_MSGPACK);
    super.open(namespace, options);
  }

  @Test
  void valuesGoBothWays() throws InterruptedException {
    FakeSocket socket = join("/");

    client().emit("/", "up", VALUES.toArray());
    socket.emit("down", VALUES.toArray());

    assertSame(VALUES, socket.takeEvent("up").args().toList());
    assertSame(event("down"), client().take("event", "/").values());
    server.assertExhausted();
  }

  @Test
  void acknowledgementsGoBothWays() throws InterruptedException {
    server.onCall("echo", (socket, args) -> args);
    FakeSocket socket = join("/");

    client().call("/", "echo", VALUES.toArray());

    assertSame(event("echo"), client().take("reply", "/").values());
    List<@Nullable Object> reply = new ArrayList<>(VALUES);
    reply.add(0, "reply to question");
    assertSame(reply, socket.call("question", VALUES.toArray()).toList());
    server.assertExhausted();
  }

  @Test
  void namespacesAreJoinedRefusedAndLeft() throws InterruptedException {
    server.namespace("/chat");
    server.namespace("/admin").reject("not admitted", Map.of("code", 401L));

    FakeSocket chat = join("/chat", Map.of("auth", Map.of("token", "é")));
    open("/admin", Map.of());
    assertEquals(
        List.of("not admitted", Map.of("code", 401L)), client().take("refused", "/admin").values());
    client().disconnect("/chat");

    assertEquals(Map.of("token", "é"), chat.auth());
    assertEquals(DisconnectReason.CLIENT_DISCONNECT, chat.takeDisconnect());
    server.assertExhausted();
  }

  /** A DISCONNECT with a nil would be a "parse error" in JavaScript. */
  @Test
  void theServerDisconnects() throws InterruptedException {
    FakeSocket socket = join("/");

    socket.disconnect();

    assertEquals("io server disconnect", client().take("disconnected", "/").text(0));
    server.assertExhausted();
  }

  /** JavaScript knows no timestamps of MessagePack. */
  @Test
  void anInstantReachesJavaScriptAsText() throws InterruptedException {
    join("/").emit("at", Instant.EPOCH);

    assertSame(List.of("at", "1970-01-01T00:00:00.000Z"), client().take("event", "/").values());
  }

  private static List<@Nullable Object> event(String name) {
    List<@Nullable Object> all = new ArrayList<>(VALUES);
    all.add(0, name);
    return all;
  }
}
