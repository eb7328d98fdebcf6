package socketio.core.namespace;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.assertSays;
import static socketio.core.doubles.Harness.failure;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.ClientClosedException;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.EventTimeoutException;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** Waiting for one event with a given name. */
class AwaitEventTest {
  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  @Test
  void givesTheNextEventOfThatNameOnce() throws Exception {
    FakeEngine engine = h.connect();
    engine.event("/", "news", 1);
    CompletableFuture<Args> first = h.client.awaitEvent("news", ofSeconds(5));
    CompletableFuture<Args> second = h.client.awaitEvent("news", ofSeconds(5));
    engine.event("/", "other");
    assertFalse(first.isDone());
    engine.event("/", "news", 2);
    engine.event("/", "news", 3);
    assertEquals(List.of(2), first.get().toList());
    assertEquals(List.of(2), second.get().toList());
    assertEquals(0, h.loop.timers(), "no timer is left");
  }

  @Test
  void leavesTheEventToItsHandlers() {
    h.client.on("*", args -> h.log.add("any " + args.toList()));
    FakeEngine engine = h.connect();
    CompletableFuture<Args> event = h.client.awaitEvent("news", ofSeconds(5));
    engine.call("/", 7, "news", 1);
    assertTrue(event.isDone());
    assertEquals(List.of("any [news, 1]"), h.takeLog());
    assertEquals(List.of(7L), engine.sent(Packet.Ack.class).stream().map(Packet.Ack::id).toList());
  }

  @Test
  void timesOut() {
    h.connect();
    CompletableFuture<Args> event = h.client.awaitEvent("news", ofSeconds(5));
    h.loop.advance(ofMillis(4999));
    assertFalse(event.isDone());
    h.loop.advance(ofMillis(1));
    assertSays("'news' within PT5S", failure(EventTimeoutException.class, event));
  }

  @Test
  void waitsAcrossAReconnection() throws Exception {
    FakeEngine engine = h.connect();
    CompletableFuture<Args> event = h.client.awaitEvent("news", ofMinutes(1));
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/").event("/", "news", 1);
    assertEquals(List.of(1), event.get().toList());
  }

  @Test
  void mayBeginBeforeConnecting() throws Exception {
    CompletableFuture<Args> event = h.client.awaitEvent("welcome", ofMinutes(1));
    var unused = h.client.connect(Harness.OPTIONS);
    h.engine().open().event("/", "welcome", "early");
    h.engine().confirm("/");
    assertEquals(List.of("early"), event.get().toList());
  }

  @Test
  void failsWhenTheServerDisconnects() {
    FakeEngine engine = h.connect("/", "/a");
    CompletableFuture<Args> root = h.client.awaitEvent("news", ofMinutes(1));
    CompletableFuture<Args> other = h.client.namespace("/a").awaitEvent("news", ofMinutes(1));
    engine.receive(new Packet.Disconnect("/a"));
    var end = failure(DisconnectedException.class, other);
    assertEquals(DisconnectReason.SERVER_DISCONNECT, end.reason());
    assertSays("/a", end);
    assertFalse(root.isDone());
  }

  @Test
  void failsWhenTheApplicationDisconnects() {
    h.connect();
    CompletableFuture<Args> event = h.client.awaitEvent("news", ofMinutes(1));
    var unused = h.client.disconnect();
    var end = failure(DisconnectedException.class, event);
    assertEquals(DisconnectReason.CLIENT_DISCONNECT, end.reason());
  }

  @Test
  void failsWhenReconnectingIsGivenUp() {
    try (var given = new Harness(b -> b.reconnection(false))) {
      FakeEngine engine = given.connect();
      CompletableFuture<Args> event = given.client.awaitEvent("news", ofMinutes(1));
      engine.lose(DisconnectReason.PING_TIMEOUT);
      var end = failure(DisconnectedException.class, event);
      assertEquals(DisconnectReason.PING_TIMEOUT, end.reason());
    }
  }

  @Test
  void failsWhenTheConnectionIsRefused() {
    var unused = h.client.connect(Harness.OPTIONS);
    CompletableFuture<Args> event = h.client.awaitEvent("news", ofMinutes(1));
    h.engine().open().refuse("/", "no");
    var end = failure(DisconnectedException.class, event);
    assertSays("no", assertInstanceOf(ConnectionException.class, end.getCause()));
  }

  @Test
  void failsWhenTheClientIsClosed() {
    CompletableFuture<Args> before = h.client.awaitEvent("news", ofMinutes(1));
    h.client.close();
    failure(DisconnectedException.class, before);
    failure(ClientClosedException.class, h.client.awaitEvent("news", ofMinutes(1)));
    assertEquals(0, h.loop.timers());
  }

  @Test
  void takesNothingWhenItIsCancelled() {
    h.connect();
    CompletableFuture<Args> event = h.client.awaitEvent("news", ofMinutes(1));
    assertTrue(event.cancel(false));
    assertEquals(0, h.loop.timers());
  }

  @Test
  void readsOnWhileAHandlerWaits() {
    h.client.once(
        "ask",
        args -> {
          var unused = h.client.awaitEvent("answer", ofMinutes(1));
        });
    FakeEngine engine = h.connect();
    engine.event("/", "ask");
    h.handlers.run();
    for (int i = 0; i <= 8192; i++) {
      engine.event("/", "news");
    }
    assertEquals(List.of(), engine.readings());
    engine.event("/", "answer");
    engine.event("/", "news");
    assertEquals(List.of(false), engine.readings());
  }

  @Test
  void refusesWrongArguments() {
    assertSays(
        "event",
        assertThrows(
            IllegalArgumentException.class, () -> h.client.awaitEvent("connect", ofSeconds(1))));
    assertSays(
        "event",
        assertThrows(IllegalArgumentException.class, () -> h.client.awaitEvent("*", ofSeconds(1))));
    assertSays(
        "timeout",
        assertThrows(IllegalArgumentException.class, () -> h.client.awaitEvent("news", ZERO)));
  }
}
