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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.AsyncEmitter;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.EmitOptions;
import socketio.Emitter;
import socketio.NotConnectedException;
import socketio.SocketIOException;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** Emitters with options: volatile events, events with retries, another timeout. */
class EmitOptionsTest {
  private static final EmitOptions RETRIES =
      EmitOptions.defaults().retries(2).timeout(ofSeconds(5));

  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  private static List<String> namesOf(FakeEngine engine) {
    return engine.sent(Packet.Event.class).stream().map(Packet.Event::name).toList();
  }

  private static long lastId(FakeEngine engine) {
    List<Packet.Event> events = engine.sent(Packet.Event.class);
    return events.get(events.size() - 1).id();
  }

  private void reconnect() {
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/");
    h.handlers.run();
  }

  // ---- volatile

  @Test
  void aVolatileEventIsDroppedWithoutAConnection() {
    AsyncEmitter positions = h.client.with(EmitOptions.defaults().asVolatile());
    assertCompleted(positions.emit("position", 1));
    h.client.blocking().with(EmitOptions.defaults().asVolatile()).emit("position", 2);

    assertEquals(List.of(), namesOf(h.connect()));
  }

  @Tag("pain-06-offline-buffer")
  @Test
  void aVolatileEventIsDroppedWhileEarlierOnesWaitToBeSent() {
    FakeEngine engine = h.connect();
    AsyncEmitter positions = h.client.with(EmitOptions.defaults().asVolatile());
    assertCompleted(positions.emit("sent"));
    engine.queue(1);
    assertCompleted(positions.emit("dropped"));
    assertSays(
        "event 'asked' was dropped: no acknowledgement will arrive; use options that are not volatile",
        failure(NotConnectedException.class, positions.call("asked")));
    h.client.blocking().emit("certain");
    engine.drain(0);
    assertCompleted(positions.emit("sent again"));

    assertEquals(List.of("sent", "certain", "sent again"), namesOf(engine));
  }

  @Test
  void aVolatileEventDoesNotWaitForTheNetwork() {
    FakeEngine engine = h.connect();
    engine.queue(2 << 20);
    h.client.blocking().emit("closes the gate");
    h.client.blocking().with(EmitOptions.defaults().asVolatile()).emit("dropped");

    assertEquals(List.of("closes the gate"), namesOf(engine));
  }

  // ---- timeout

  @Test
  void aTimeoutIsThatOfTheEmitter() {
    h.connect();
    CompletableFuture<Args> call =
        h.client.with(EmitOptions.defaults().timeout(ofMillis(300))).call("ask");
    h.advance(ofMillis(299));
    assertFalse(call.isDone());
    h.advance(ofMillis(1));
    failure(AckTimeoutException.class, call);
  }

  // ---- retries

  @Test
  void oneEventIsOnItsWayAtATime() {
    FakeEngine engine = h.connect();
    AsyncEmitter reliable = h.client.with(RETRIES);
    CompletableFuture<Void> first = reliable.emit("first");
    CompletableFuture<Args> second = reliable.call("second");
    assertEquals(List.of("first"), namesOf(engine));
    assertFalse(first.isDone());

    engine.ack("/", lastId(engine));
    assertCompleted(first);
    assertEquals(List.of("first", "second"), namesOf(engine));
    engine.ack("/", lastId(engine), "yes");
    assertEquals(List.of("yes"), second.join().toList());
  }

  @Test
  void anEventIsSentAgainAfterATimeoutUntilTheTriesAreUsedUp() {
    FakeEngine engine = h.connect();
    CompletableFuture<Args> call = h.client.with(RETRIES).call("ask");
    CompletableFuture<Args> next = h.client.with(RETRIES).call("next");
    h.advance(ofSeconds(10));
    assertEquals(List.of("ask", "ask", "ask"), namesOf(engine));
    assertFalse(call.isDone());
    h.advance(ofSeconds(5));

    assertEquals(
        "event 'ask' was not acknowledged in any of 3 attempts",
        failure(AckTimeoutException.class, call).getMessage());
    assertEquals(List.of("ask", "ask", "ask", "next"), namesOf(engine));
    engine.ack("/", lastId(engine), 1L);
    assertEquals(List.of(1L), next.join().toList());
  }

  @Test
  void anAcknowledgementOfAnEarlierTryCounts() {
    FakeEngine engine = h.connect();
    CompletableFuture<Args> call = h.client.with(RETRIES).call("ask");
    long id = lastId(engine);
    h.advance(ofSeconds(5));
    assertEquals(2, namesOf(engine).size());
    engine.ack("/", id, "late");

    assertEquals(List.of("late"), call.join().toList());
    engine.ack("/", id, "doubled");
    h.advance(ofSeconds(60));
    assertEquals(2, namesOf(engine).size());
  }

  @Test
  void anEventIsSentAgainOnTheNextConnection() {
    h.connect();
    CompletableFuture<Args> call = h.client.with(RETRIES).call("ask", new byte[] {1, 2});
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    CompletableFuture<Void> whileOffline = h.client.with(RETRIES).emit("offline");
    assertFalse(call.isDone());
    h.advance(ofSeconds(1));
    FakeEngine engine = h.engine().open().confirm("/");

    assertEquals(List.of("ask"), namesOf(engine));
    engine.ack("/", lastId(engine), "yes");
    assertEquals(List.of("yes"), call.join().toList());
    engine.ack("/", lastId(engine));
    assertCompleted(whileOffline);
  }

  @Test
  void everyDisconnectionCountsAsATry() {
    h.connect();
    CompletableFuture<Args> call = h.client.with(RETRIES).call("ask");
    reconnect();
    reconnect();
    assertFalse(call.isDone());
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);

    assertSays("in any of 3 attempts", failure(AckTimeoutException.class, call));
  }

  @Test
  void nothingIsSentTwiceFromTheConnectHandler() {
    h.client.onConnect(() -> h.client.blocking().with(RETRIES).emit("hello"));
    FakeEngine engine = h.connect();

    assertEquals(List.of("hello"), namesOf(engine));
  }

  @Test
  void eventsFailWhenTheClientDoesNotComeBack() {
    h.connect();
    CompletableFuture<Args> sent = h.client.with(RETRIES).call("sent");
    CompletableFuture<Void> queued = h.client.with(RETRIES).emit("queued");
    h.client.blocking().disconnect();

    failure(DisconnectedException.class, sent);
    failure(DisconnectedException.class, queued);
    assertSays(
        "is not connected",
        failure(NotConnectedException.class, h.client.with(RETRIES).emit("idle")));
    assertThrows(NotConnectedException.class, () -> h.client.blocking().with(RETRIES).emit("idle"));
  }

  @Test
  void eventsWaitForTheFirstConnection() {
    CompletableFuture<Void> unused = h.client.connect(Harness.OPTIONS);
    CompletableFuture<Void> early = h.client.with(RETRIES).emit("early");
    FakeEngine engine = h.engine().open().confirm("/");
    assertEquals(List.of("early"), namesOf(engine));
    engine.ack("/", lastId(engine));
    assertCompleted(early);
  }

  @Test
  void aCancelledEventIsNotSentAgainAndTheNextOneFollows() {
    FakeEngine engine = h.connect();
    CompletableFuture<Args> first = h.client.with(RETRIES).call("first");
    CompletableFuture<Args> second = h.client.with(RETRIES).call("second");
    CompletableFuture<Args> third = h.client.with(RETRIES).call("third");
    second.cancel(false);
    first.cancel(false);

    assertEquals(List.of("first", "third"), namesOf(engine));
    engine.ack("/", lastId(engine));
    assertCompleted(third);
  }

  @Test
  void theQueueIsBounded() {
    CompletableFuture<Void> unused = h.client.connect(Harness.OPTIONS);
    Emitter reliable = h.client.blocking().with(RETRIES);
    IntStream.range(0, 10_000).forEach(i -> reliable.emit("n", i));

    assertSays(
        " bytes are already waiting for acknowledgement; emit it again when some of them have"
            + " completed",
        failure(SocketIOException.class, h.client.with(RETRIES).emit("one too many")));
  }

  @Test
  void theQueueIsBoundedInBytesTooButOneEventAloneMayHaveAnySize() {
    CompletableFuture<Void> unused = h.client.connect(Harness.OPTIONS);
    AsyncEmitter reliable = h.client.with(RETRIES);
    byte[] large = new byte[65 << 20];
    CompletableFuture<Void> alone = reliable.emit("alone", large);
    assertFalse(alone.isDone());
    assertSays(
        "event 'small' was not queued: 1 events of 68,157,",
        failure(SocketIOException.class, reliable.emit("small")));

    alone.cancel(false);
    assertFalse(reliable.emit("small").isDone());
    assertSays(
        "event 'large' was not queued: 1 events of ",
        failure(SocketIOException.class, reliable.emit("large", large)));
  }

  @Test
  void eachTryHasTheTimeOfACallWhereNoOtherIsSet() {
    for (Duration time : List.of(ofSeconds(60), ofSeconds(7))) {
      try (var timed = new Harness(b -> time.equals(ofSeconds(60)) ? b : b.callTimeout(time))) {
        FakeEngine engine = timed.connect();
        CompletableFuture<Void> emit =
            timed.client.with(EmitOptions.defaults().retries(1)).emit("a");
        timed.client.blocking().with(EmitOptions.defaults().retries(1)).emit("b");
        timed.advance(time.minusMillis(1));
        assertEquals(List.of("a"), namesOf(engine));
        timed.advance(ofMillis(1));
        assertEquals(List.of("a", "a"), namesOf(engine));
        timed.advance(time);
        failure(AckTimeoutException.class, emit);
        assertEquals(List.of("a", "a", "b"), namesOf(engine));
      }
    }
  }

  @Test
  void composeWithThoseOfTheEmitter() {
    EmitOptions defaults = EmitOptions.defaults();
    EmitOptions both = defaults.retries(3).with(defaults.timeout(ofSeconds(2)));
    assertEquals(defaults.retries(3).timeout(ofSeconds(2)), both);
    assertEquals(both.hashCode(), defaults.timeout(ofSeconds(2)).retries(3).hashCode());
    assertEquals(both, both.with(defaults), "what is not set does not replace anything");
    assertEquals(0, both.with(defaults.retries(0)).retries());
    assertEquals("EmitOptions[volatile=false, retries=3, timeout=PT2S]", both.toString());
    assertTrue(defaults.asVolatile().with(defaults.timeout(ofSeconds(1))).isVolatile());
    for (var emitter :
        List.<Executable>of(
            () -> h.client.with(defaults.retries(1)).with(defaults.asVolatile()),
            () -> h.client.blocking().with(defaults.asVolatile()).with(defaults.retries(1)))) {
      assertSays(
          "retries: volatile events cannot be sent again; use asVolatile() or retries(1), not both",
          assertThrows(IllegalArgumentException.class, emitter));
    }
  }

  @Test
  void refusesWhatMakesNoSense() {
    EmitOptions defaults = EmitOptions.defaults();
    assertSays(
        "retries: -1 must not be negative",
        assertThrows(IllegalArgumentException.class, () -> defaults.retries(-1)));
    assertSays(
        "retries: volatile events cannot be sent again; use asVolatile() or retries(1), not both",
        assertThrows(IllegalArgumentException.class, () -> defaults.asVolatile().retries(1)));
    assertSays(
        "timeout: PT0S must be more than zero",
        assertThrows(IllegalArgumentException.class, () -> defaults.timeout(ofSeconds(0))));
  }
}
