package socketio.core.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static socketio.core.doubles.Harness.assertSays;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.DecodingException;
import socketio.EventHandler;
import socketio.TypeRef;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** Handlers with typed arguments. */
class TypedHandlersTest {
  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  @Test
  void getAsManyArgumentsAsTheyName() {
    h.client.on("e", String.class, a -> h.log.add(a + ""));
    h.client.on("e", String.class, Integer.class, (a, b) -> h.log.add(a + b));
    h.client.on("e", String.class, Integer.class, List.class, (a, b, c) -> h.log.add(a + b + c));
    h.connect().event("/", "e", "x", 1, List.of(2), "ignored");
    assertEquals(List.of("x", "x1", "x1[2]"), h.takeLog());
  }

  @Test
  void getGenericTypes() {
    var list = new TypeRef<List<Integer>>() {};
    var map = new TypeRef<Map<String, Integer>>() {};
    h.client.on("e", list, a -> h.log.add("" + a));
    h.client.on("e", list, map, (a, b) -> h.log.add("" + a + b));
    h.client.on("e", list, map, list, (a, b, c) -> h.log.add("" + a + b + c));
    h.connect().event("/", "e", List.of(1), Map.of("b", 2), List.of(3));
    assertEquals(List.of("[1]", "[1]{b=2}", "[1]{b=2}[3]"), h.takeLog());
  }

  @Test
  void answer() {
    var text = new TypeRef<String>() {};
    h.client.onCall("one", String.class, a -> a + 1);
    h.client.onCall("two", String.class, String.class, (a, b) -> a + b);
    h.client.onCall("three", String.class, String.class, String.class, (a, b, c) -> a + b + c);
    h.client.onCall("one-ref", text, a -> a + 1);
    h.client.onCall("two-ref", text, text, (a, b) -> a + b);
    h.client.onCall("three-ref", text, text, text, (a, b, c) -> a + b + c);
    FakeEngine engine = h.connect();
    for (String name : List.of("one", "two", "three", "one-ref", "two-ref", "three-ref")) {
      engine.call("/", 1, name, "a", "b", "c");
    }
    h.handlers.run();
    assertEquals(
        List.of("a1", "ab", "abc", "a1", "ab", "abc"),
        engine.sent(Packet.Ack.class).stream().map(ack -> ack.args().get(0)).toList());
  }

  @Test
  void getNullWhereTheServerSentNull() {
    h.client.on("e", String.class, Integer.class, (a, b) -> h.log.add(a + " " + b));
    h.connect().event("/", "e", null, null);
    assertEquals(List.of("null null"), h.takeLog());
  }

  @Test
  void areNotCalledWhenAnArgumentIsMissing() {
    h.client.on("e", String.class, Integer.class, (a, b) -> h.log.add("called"));
    FakeEngine engine = h.connect();
    engine.call("/", 1, "e", "x");
    assertEquals(List.of(), h.takeLog());
    assertInstanceOf(DecodingException.class, h.errors.get(0));
    assertSays(
        "event 'e' has 1 argument(s), but its handler takes a java.lang.Integer as argument 1; take fewer, or let the server send it",
        h.errors.get(0));
    assertEquals(List.of(), engine.sent(Packet.Ack.class));
  }

  @Test
  void areNotCalledWhenAnArgumentHasTheWrongType() {
    h.client.onCall("e", String.class, Integer.class, (a, b) -> h.log.add("called"));
    FakeEngine engine = h.connect();
    engine.call("/", 1, "e", "x", "y");
    assertEquals(List.of(), h.takeLog());
    assertInstanceOf(DecodingException.class, h.errors.get(0));
    assertSays("event 'e', argument 1 as java.lang.Integer: ", h.errors.get(0));
    assertEquals(List.of(), engine.sent(Packet.Ack.class));
  }

  @Test
  @SuppressWarnings("NullAway") // tests null
  void failAtRegistrationWithoutHandlerOrType() {
    assertThrows(NullPointerException.class, () -> h.client.on("e", (Class<String>) null, a -> {}));
    assertThrows(
        NullPointerException.class,
        () -> h.client.on("e", String.class, (EventHandler.Of1<String>) null));
    assertThrows(NullPointerException.class, () -> h.client.on("e", (EventHandler) null));
    assertThrows(NullPointerException.class, () -> h.client.on(null, args -> {}));
  }
}
