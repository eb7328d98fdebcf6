package socketio.core.namespace;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertCompleted;
import static socketio.core.doubles.Harness.assertSays;
import static socketio.core.doubles.Harness.failure;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.Client;
import socketio.DisconnectReason;
import socketio.EncodingException;
import socketio.NotConnectedException;
import socketio.TransportKind;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.core.doubles.ReferenceParser;
import socketio.spi.Engine;
import socketio.spi.Packet;

/** Events that the client sends (socket.io-protocol v5, "Sending and receiving data"). */
class EmitTest {
  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  private static List<String> eventsOf(FakeEngine engine) {
    return engine.sent(Packet.Event.class).stream()
        .map(event -> event.namespace() + " " + event.name() + event.args().toList())
        .toList();
  }

  @Test
  @SuppressWarnings("NullAway") // a varargs array may be null
  void carriesEachValueAsOneArgumentInOrder() {
    FakeEngine engine = h.connect("/", "/chat");
    assertCompleted(h.client.emit("a", 1, List.of(2), null));
    assertCompleted(h.client.send("b"));
    h.client.blocking().emit("c");
    h.client.blocking().send("d");
    assertCompleted(h.client.namespace("/chat").emit("e", (Object) new String[] {"f"}));
    h.client.blocking().namespace("/chat").emit("g", (Object[]) null);
    List<String> events = eventsOf(engine);
    assertEquals(
        List.of("/ a[1, [2], null]", "/ message[b]", "/ c[]", "/ message[d]"),
        events.subList(0, 4));
    assertEquals("/chat g[null]", events.get(5));
    for (Packet.Event event : engine.sent(Packet.Event.class)) {
      assertEquals(Packet.Event.NO_ID, event.id());
    }
  }

  @Tag("pain-08-races")
  @Test
  void isASnapshotOfTheArguments() {
    FakeEngine engine = h.connect();
    @Nullable Object[] args = {"before"};
    h.client.blocking().emit("e", args);
    args[0] = "after";
    assertEquals(List.of("/ e[before]"), eventsOf(engine));
  }

  @Test
  void failsWhileTheNamespaceIsNotConnected() {
    assertNotConnected();
    var unused = h.client.connect(OPTIONS.namespaces("/", "/chat"));
    assertNotConnected();
    h.engine().open().confirm("/chat");
    assertNotConnected();
    h.engine().confirm("/");
    assertCompleted(h.client.emit("e"));
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    assertNotConnected();
    h.advance(ofSeconds(1));
    assertNotConnected();
    h.client.blocking().disconnect();
    assertNotConnected();
    h.client.close();
    assertNotConnected("event 'e' was not sent: the client is closed; create another one");
  }

  private void assertNotConnected() {
    assertNotConnected("event 'e' was not sent: namespace / is not connected");
  }

  private void assertNotConnected(String message) {
    assertSays(message, failure(NotConnectedException.class, h.client.emit("e")));
    assertSays(message, failure(NotConnectedException.class, h.client.call("e")));
    Client blocking = h.client.blocking();
    assertSays(message, assertThrows(NotConnectedException.class, () -> blocking.emit("e")));
    assertSays(message, assertThrows(NotConnectedException.class, () -> blocking.call("e")));
  }

  @Test
  @SuppressWarnings("NullAway") // passes null on purpose
  void refusesReservedNamesAndNull() {
    h.connect();
    Client blocking = h.client.blocking();
    for (String name :
        List.of(
            "connect",
            "connect_error",
            "disconnect",
            "disconnecting",
            "newListener",
            "removeListener")) {
      String message =
          "event: '" + name + "' is a reserved name and cannot be emitted; choose another name";
      for (Runnable emit :
          List.<Runnable>of(() -> blocking.emit(name), () -> ignore(h.client.emit(name)))) {
        assertSays(message, assertThrows(IllegalArgumentException.class, emit::run));
      }
      assertSays(message, assertThrows(IllegalArgumentException.class, () -> blocking.call(name)));
    }
    assertThrows(NullPointerException.class, () -> blocking.emit(null));
    assertThrows(NullPointerException.class, () -> ignore(h.client.emit(null)));
    assertEquals(List.of(), eventsOf(h.engine()));
  }

  private static void ignore(CompletableFuture<?> future) {
    assertTrue(future.isDone());
  }

  @Test
  void failsWhenAnArgumentCannotBeEncoded() {
    FakeEngine engine = h.connect();
    failure(EncodingException.class, h.client.emit("e", ReferenceParser.UNENCODABLE));
    failure(EncodingException.class, h.client.call("e", ReferenceParser.UNENCODABLE));
    assertThrows(
        EncodingException.class, () -> h.client.blocking().emit("e", ReferenceParser.UNENCODABLE));
    assertEquals(List.of(), eventsOf(engine));
  }

  /** The reference parser puts "&lt;number&gt;-&lt;attachments&gt;:" before the text. */
  private static String text(int length, String unit) {
    return unit.repeat(length / unit.getBytes(StandardCharsets.UTF_8).length);
  }

  @Test
  void keepsTheServersLimitForText() {
    var unused = h.client.connect(OPTIONS);
    FakeEngine engine = h.engine();
    engine.limit(new Engine.Limits(3000, 10));
    engine.open().confirm("/");
    for (String unit : List.of("x", "é", "€", "😀")) {
      EncodingException error =
          failure(EncodingException.class, h.client.emit("e", text(3000, unit)));
      assertSays("event 'e' was not sent: the text has 3,00", error);
      assertSays("but this connection allows at most 3,000 per message", error);
      assertCompleted(h.client.emit("e", text(2988, unit)));
    }
    assertEquals(4, eventsOf(engine).size());
  }

  @Test
  void keepsTheServersLimitForAttachments() {
    var unused = h.client.connect(OPTIONS);
    h.engine().limit(new Engine.Limits(3000, 10));
    h.engine().open().confirm("/");
    assertCompleted(h.client.emit("e", new byte[10]));
    assertEquals(
        "event 'e' was not sent: an attachment has 11 bytes, but this connection allows at most 10"
            + " per message (the server's maxPayload, which its maxHttpBufferSize sets, or the"
            + " transport's limit)",
        failure(EncodingException.class, h.client.call("e", new byte[11])).getMessage());
  }

  @Test
  void followsTheLimitsOfTheTransport() {
    FakeEngine engine = h.connect();
    assertCompleted(h.client.emit("e", new byte[11]));
    engine.upgrade(new Engine.Limits(10, 10));
    assertEquals(TransportKind.WEBSOCKET, h.client.transport());
    failure(EncodingException.class, h.client.emit("e", new byte[11]));
  }

  @Test
  void isHeardByOutgoingHandlersWhenItIsReallySent() {
    h.client.onAnyOutgoing(
        (event, args) ->
            h.log.add(
                event + (args.get(0) instanceof byte[] b ? Arrays.toString(b) : args.toList())));
    h.client.onCall("ask", args -> "answer");
    var unused = h.client.emit("early");
    h.connect().call("/", 1, "ask");
    assertCompleted(h.client.emit("a", 1));
    h.client.blocking().emit("b", 2);
    assertTrue(h.client.call("c", new byte[] {3}).cancel(false));
    failure(EncodingException.class, h.client.emit("d", ReferenceParser.UNENCODABLE));
    assertEquals(List.of("a[1]", "b[2]", "c[3]"), h.takeLog());
  }

  @Test
  void leavesOnTheConnectionThatItWasEncodedForOrNotAtAll() {
    // Encoded while connected; its turn in the loop comes after the loss.
    FakeEngine first = h.connect();
    var emitted = new ArrayList<CompletableFuture<Void>>();
    h.loop.execute(
        () -> {
          first.lose(DisconnectReason.TRANSPORT_ERROR);
          emitted.add(h.client.emit("e"));
        });
    failure(NotConnectedException.class, emitted.get(0));
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/");
    assertEquals(List.of(), eventsOf(first));
    assertEquals(List.of(), eventsOf(h.engine()));
  }
}
