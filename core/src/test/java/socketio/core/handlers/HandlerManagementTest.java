package socketio.core.handlers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.Subscription;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;

/** The order of handlers of every event, their removal, and queries for them. */
class HandlerManagementTest {
  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  @Test
  void prependedHandlersOfEveryEventRunFirst() {
    h.client.onAny((event, args) -> h.log.add("second"));
    Subscription first = h.client.prependAny((event, args) -> h.log.add("first"));
    h.client.prependAny((event, args) -> h.log.add("zeroth"));
    FakeEngine engine = h.connect();
    engine.event("/", "news");
    assertEquals(List.of("zeroth", "first", "second"), h.takeLog());
    first.close();
    engine.event("/", "news");
    assertEquals(List.of("zeroth", "second"), h.takeLog());
    h.client.offAny();
    engine.event("/", "news");
    assertEquals(List.of(), h.takeLog());
  }

  @Test
  void prependedHandlersOfOutgoingEventsRunFirst() {
    h.client.onAnyOutgoing((event, args) -> h.log.add("second " + event));
    h.client.prependAnyOutgoing((event, args) -> h.log.add("first " + event));
    h.connect();
    var unused = h.client.emit("news");
    assertEquals(List.of("first news", "second news"), h.takeLog());
    h.client.offAnyOutgoing();
    unused = h.client.emit("news");
    assertEquals(List.of(), h.takeLog());
  }

  @Test
  void removingHandlersOfEveryEventLeavesTheOthers() {
    h.client.on("news", args -> h.log.add("own"));
    h.client.onAny((event, args) -> h.log.add("any"));
    h.client.offAny();
    h.connect().event("/", "news");
    assertEquals(List.of("own"), h.takeLog());
  }

  @Test
  void returnsWhetherAnEventHasHandlersOfItsOwn() {
    h.client.on("*", args -> {});
    assertFalse(h.client.hasHandlers("news"));
    assertTrue(h.client.hasHandlers("*"));
    Subscription on = h.client.on("news", args -> {});
    Subscription call = h.client.onCall("news", args -> null);
    on.close();
    assertTrue(h.client.hasHandlers("news"));
    call.close();
    assertFalse(h.client.hasHandlers("news"));
    h.client.once("news", args -> {});
    h.connect().event("/", "news");
    h.handlers.run();
    assertFalse(h.client.hasHandlers("news"));
  }
}
