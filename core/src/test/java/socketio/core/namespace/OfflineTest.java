package socketio.core.namespace;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.assertCompleted;
import static socketio.core.doubles.Harness.assertSays;
import static socketio.core.doubles.Harness.failure;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.DisconnectReason;
import socketio.EncodingException;
import socketio.NotConnectedException;
import socketio.OfflinePolicy;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Engine;
import socketio.spi.Packet;

/** Events emitted while there is no connection. */
class OfflineTest {
  private static Harness with(OfflinePolicy policy) {
    return new Harness(builder -> builder.offline(policy));
  }

  private static Harness buffering() {
    return with(OfflinePolicy.buffer(3, 1000, ofSeconds(30)));
  }

  private static List<String> eventsOf(FakeEngine engine) {
    return engine.sent(Packet.Event.class).stream()
        .map(event -> event.namespace() + event.name() + event.args().toList())
        .toList();
  }

  @Test
  void failsByDefault() {
    try (var h = new Harness()) {
      NotConnectedException error =
          failure(NotConnectedException.class, h.client.emit("position", 1));
      assertEquals(
          "event 'position' was not sent: namespace / is not connected", error.getMessage());
      assertThrows(NotConnectedException.class, () -> h.client.blocking().emit("position", 1));
    }
  }

  @Test
  void dropsWithoutAnErrorButFailsCalls() {
    try (var h = with(OfflinePolicy.drop())) {
      assertCompleted(h.client.emit("lost"));
      h.client.blocking().emit("lost");
      assertSays(
          "event 'asked' was dropped: no acknowledgement will arrive; connect first, or use OfflinePolicy.buffer(…)",
          failure(NotConnectedException.class, h.client.call("asked")));

      assertEquals(List.of(), eventsOf(h.connect()));
    }
  }

  @Tag("pain-06-offline-buffer")
  @Test
  void sendsWhatWasKeptInOrderBeforeWhatTheConnectHandlerEmits() {
    try (var h = buffering()) {
      h.client.onConnect(() -> h.client.blocking().emit("from the handler"));
      CompletableFuture<Void> first = h.client.emit("a", 1);
      h.client.blocking().emit("b", 2);
      assertFalse(first.isDone());

      FakeEngine engine = h.connect();

      assertEquals(List.of("/a[1]", "/b[2]", "/from the handler[]"), eventsOf(engine));
      assertCompleted(first);
    }
  }

  @Test
  void keepsThroughAReconnection() {
    try (var h = buffering()) {
      h.connect("/", "/chat").lose(DisconnectReason.TRANSPORT_ERROR);
      h.client.blocking().namespace("/chat").emit("a");
      h.client.blocking().emit("b");
      h.advance(ofSeconds(1));
      FakeEngine engine = h.engine().open().confirm("/");
      assertEquals(List.of("/b[]"), eventsOf(engine));

      engine.confirm("/chat");
      assertEquals(List.of("/b[]", "/chata[]"), eventsOf(engine));
    }
  }

  @Test
  void doesNotSendTwiceWhatWasKeptOnce() {
    try (var h = buffering()) {
      h.client.blocking().emit("a");
      h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
      h.advance(ofSeconds(1));

      assertEquals(List.of(), eventsOf(h.engine().open().confirm("/")));
    }
  }

  @Test
  void keepsWhatMeetsAConnectionThatHasDiedWhileTheMachineSlept() {
    try (var h = buffering()) {
      FakeEngine dead = h.connect();
      dead.sleepThroughPing();
      CompletableFuture<Void> kept = h.client.emit("a");
      dead.lose(DisconnectReason.PING_TIMEOUT);
      assertFalse(kept.isDone());
      h.advance(ofSeconds(1));

      assertEquals(List.of("/a[]"), eventsOf(h.engine().open().confirm("/")));
      assertEquals(List.of(), eventsOf(dead));
      assertCompleted(kept);
    }
  }

  @Test
  void saysOfSuchAnEventThatItWasNotSent() {
    try (var h = new Harness()) {
      FakeEngine dead = h.connect();
      dead.sleepThroughPing();
      failure(NotConnectedException.class, h.client.emit("a"));
      failure(NotConnectedException.class, h.client.call("a"));
      dead.lose(DisconnectReason.PING_TIMEOUT);
    }
  }

  @Tag("pain-06-offline-buffer")
  @Test
  void failsWhatDoesNotFit() {
    try (var h = buffering()) {
      h.client.blocking().emit("a");
      h.client.blocking().emit("b", "x".repeat(900));
      assertSays(
          "its buffer is full (2 events, ",
          failure(NotConnectedException.class, h.client.emit("c", "x".repeat(200))));
      h.client.blocking().emit("d");
      assertSays(
          "event 'e' was not kept: namespace / is not connected",
          failure(NotConnectedException.class, h.client.emit("e")));

      assertEquals(3, eventsOf(h.connect()).size());
    }
  }

  @Tag("pain-06-offline-buffer")
  @Test
  void dropsTheOldestIfAskedTo() {
    try (var h = with(OfflinePolicy.buffer(2, 1000, ofSeconds(30)).dropOldest())) {
      CompletableFuture<Void> oldest = h.client.emit("a");
      h.client.blocking().emit("b");
      h.client.blocking().emit("c");
      failure(NotConnectedException.class, oldest);
      failure(NotConnectedException.class, h.client.emit("too large", "x".repeat(2000)));

      assertEquals(List.of("/b[]", "/c[]"), eventsOf(h.connect()));
    }
  }

  @Tag("pain-06-offline-buffer")
  @Test
  void forgetsWhatHasBecomeTooOld() {
    try (var h = buffering()) {
      CompletableFuture<Void> old = h.client.emit("a");
      h.advance(ofSeconds(20));
      h.client.blocking().emit("b");
      h.advance(ofSeconds(10));
      assertSays(
          "event 'a' was not sent: namespace / was not connected within PT30S",
          failure(NotConnectedException.class, old));

      assertEquals(List.of("/b[]"), eventsOf(h.connect()));
    }
  }

  @Tag("pain-06-offline-buffer")
  @Test
  void neverSendsACallThatHasTimedOutOrWasCancelled() {
    try (var h = buffering()) {
      CompletableFuture<Args> late = h.client.call(ofSeconds(5), "late");
      CompletableFuture<Args> cancelled = h.client.call("cancelled");
      CompletableFuture<Void> emit = h.client.emit("cancelled, too");
      cancelled.cancel(false);
      emit.cancel(false);
      h.advance(ofSeconds(5));
      assertSays("event 'late' was not sent within PT5S", failure(AckTimeoutException.class, late));

      assertEquals(List.of(), eventsOf(h.connect()));
    }
  }

  @Test
  void countsTheTimeOfACallFromItsBeginning() {
    try (var h = buffering()) {
      CompletableFuture<Args> call = h.client.call(ofSeconds(10), "ask");
      h.advance(ofSeconds(6));
      FakeEngine engine = h.connect();
      assertEquals(List.of("/ask[]"), eventsOf(engine));
      h.advance(ofMillis(3999));
      assertFalse(call.isDone());
      h.advance(ofMillis(1));
      failure(AckTimeoutException.class, call);
    }
  }

  @Test
  void acknowledgesACallThatHadToWait() {
    try (var h = buffering()) {
      CompletableFuture<Args> call = h.client.call("ask");
      FakeEngine engine = h.connect();
      engine.ack("/", engine.sent(Packet.Event.class).get(0).id(), "answer");

      assertEquals(List.of("answer"), call.join().toList());
    }
  }

  @Test
  void keepsACallThroughAttemptsThatFail() {
    try (var h = buffering()) {
      h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
      CompletableFuture<Args> call = h.client.call("ask");
      h.advance(ofSeconds(1));
      h.engine().open().lose(DisconnectReason.TRANSPORT_ERROR);
      assertFalse(call.isDone());
      h.advance(ofSeconds(2));
      FakeEngine engine = h.engine().open().confirm("/");
      engine.ack("/", engine.sent(Packet.Event.class).get(0).id(), "answer");

      assertEquals(List.of("answer"), call.join().toList());
    }
  }

  @Tag("pain-06-offline-buffer")
  @Test
  void discardsWhatIsKeptWhenAsked() {
    try (var h = buffering()) {
      CompletableFuture<Void> root = h.client.emit("a");
      CompletableFuture<Void> chat = h.client.namespace("/chat").emit("b");
      h.client.blocking().namespace("/chat").clearBuffer();
      assertSays("the buffer was cleared", failure(NotConnectedException.class, chat));
      assertFalse(root.isDone());
      h.client.blocking().clearBuffer();
      failure(NotConnectedException.class, root);

      assertEquals(List.of(), eventsOf(h.connect("/", "/chat")));
    }
  }

  @Test
  void failsWhatIsKeptWhenTheClientIsClosedAndKeepsNothingAfterwards() {
    var h = buffering();
    CompletableFuture<Void> kept = h.client.emit("a");
    h.close();
    assertSays("the client was closed", failure(NotConnectedException.class, kept));
    failure(NotConnectedException.class, h.client.emit("b"));
    assertThrows(NotConnectedException.class, () -> h.client.blocking().emit("b"));
  }

  @Test
  void measuresWhatWasKeptAgainstTheLimitsOfTheServer() {
    try (var h = buffering()) {
      CompletableFuture<Void> large = h.client.emit("large", "x".repeat(100));
      CompletableFuture<Void> small = h.client.emit("small");
      CompletableFuture<Void> connected = h.client.connect(Harness.OPTIONS);
      h.engine().limit(new Engine.Limits(50, 50));
      h.engine().open().confirm("/");
      assertTrue(connected.isDone());
      assertSays("allows at most 50", failure(EncodingException.class, large));
      assertCompleted(small);
    }
  }

  @Test
  void refusesBoundsThatMakeNoSense() {
    assertSays(
        "maxEvents: 0 must be positive",
        assertThrows(
            IllegalArgumentException.class, () -> OfflinePolicy.buffer(0, 1, ofSeconds(1))));
    assertSays(
        "maxBytes: 0 must be positive",
        assertThrows(
            IllegalArgumentException.class, () -> OfflinePolicy.buffer(1, 0, ofSeconds(1))));
    assertSays(
        "ttl: PT0S must be more than zero",
        assertThrows(
            IllegalArgumentException.class, () -> OfflinePolicy.buffer(1, 1, ofSeconds(0))));
  }
}
