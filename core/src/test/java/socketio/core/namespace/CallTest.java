package socketio.core.namespace;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.assertSays;
import static socketio.core.doubles.Harness.failure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** Events that the server acknowledges (socket.io-protocol v5, "Acknowledgement"). */
class CallTest {
  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  private static Object answer(CompletableFuture<Args> call) throws Exception {
    return call.get(0, TimeUnit.SECONDS).toList();
  }

  private static long lastId(FakeEngine engine) {
    List<Packet.Event> events = engine.sent(Packet.Event.class);
    return events.get(events.size() - 1).id();
  }

  @Test
  void completesWithTheAnswerOfItsOwnId() throws Exception {
    FakeEngine engine = h.connect();
    CompletableFuture<Args> first = h.client.call("ask", 1);
    long firstId = lastId(engine);
    CompletableFuture<Args> second = h.client.call("ask", 2);
    engine.ack("/", lastId(engine), "b", 2);
    assertFalse(first.isDone());
    assertEquals(List.of("b", 2), answer(second));
    engine.ack("/", firstId);
    assertEquals(List.of(), answer(first));
  }

  @Test
  void keepsTheIdsOfNamespacesApart() throws Exception {
    FakeEngine engine = h.connect("/", "/chat");
    CompletableFuture<Args> root = h.client.call("ask");
    CompletableFuture<Args> chat = h.client.namespace("/chat").call("ask");
    assertEquals(1, lastId(engine), "the first id is 1 in each");
    engine.ack("/chat", 1, "chat");
    assertFalse(root.isDone());
    engine.ack("/", 1, "root");
    assertEquals(List.of("chat"), answer(chat));
    assertEquals(List.of("root"), answer(root));
  }

  @Test
  void failsOnceWhenTheAnswerDoesNotComeInTime() {
    FakeEngine engine = h.connect();
    CompletableFuture<Args> call = h.client.call(ofSeconds(5), "ask");
    var completions = new AtomicInteger();
    var unused = call.whenComplete((answer, error) -> completions.incrementAndGet());
    h.advance(ofMillis(4999));
    assertFalse(call.isDone());
    h.advance(ofMillis(1));
    assertEquals(
        "no acknowledgement of event 'ask' within PT5S",
        failure(AckTimeoutException.class, call).getMessage());
    engine.ack("/", lastId(engine), "late");
    h.advance(ofSeconds(60));
    failure(AckTimeoutException.class, call);
    assertEquals(1, completions.get());
    assertEquals(0, h.loop.timers());
  }

  @Tag("pain-14-acknowledgements")
  @Test
  void waitsAMinuteUnlessTheBuilderSaysOtherwise() {
    h.connect();
    CompletableFuture<Args> call = h.client.call("ask");
    h.advance(ofSeconds(59));
    assertFalse(call.isDone());
    h.advance(ofSeconds(1));
    failure(AckTimeoutException.class, call);
    try (var harness = new Harness(b -> b.callTimeout(ofSeconds(2)))) {
      harness.connect();
      CompletableFuture<Args> short2 = harness.client.call("ask");
      harness.advance(ofSeconds(2));
      failure(AckTimeoutException.class, short2);
    }
  }

  @Test
  void takesTimeoutsOfAnyLengthButNotOfNone() {
    h.connect();
    for (Duration wrong : List.of(Duration.ZERO, ofSeconds(-1))) {
      assertSays(
          "timeout: " + wrong + " must be more than zero",
          assertThrows(
              IllegalArgumentException.class, () -> h.client.blocking().call(wrong, "ask")));
    }
    CompletableFuture<Args> call = h.client.call(ofSeconds(Long.MAX_VALUE), "ask");
    h.advance(Duration.ofDays(365));
    assertFalse(call.isDone());
    assertTrue(call.cancel(false));
  }

  @Test
  void ignoresDoubledAndUnknownAnswers() throws Exception {
    FakeEngine engine = h.connect();
    CompletableFuture<Args> call = h.client.call("ask");
    engine.ack("/", 99, "unknown");
    engine.ack("/", lastId(engine), "first");
    engine.ack("/", lastId(engine), "second");
    assertEquals(List.of("first"), answer(call));
  }

  @Tag("pain-14-acknowledgements")
  @Test
  void isForgottenWhenItIsCancelled() {
    FakeEngine engine = h.connect();
    CompletableFuture<Args> call = h.client.call("ask");
    assertTrue(call.cancel(false));
    engine.ack("/", lastId(engine), "late");
    assertThrows(CancellationException.class, () -> call.get(0, TimeUnit.SECONDS));
  }

  @Test
  void isNotSentWhenItIsCancelledBefore() {
    FakeEngine engine = h.connect();
    h.loop.execute(
        () -> {
          CompletableFuture<Args> call = h.client.call("ask");
          assertTrue(call.cancel(false));
        });
    assertEquals(List.of(), engine.sent(Packet.Event.class));
  }

  @Test
  void mayBeGivenUpByItsCaller() {
    h.connect();
    CompletableFuture<Args> call = h.client.call("ask");
    assertThrows(TimeoutException.class, () -> call.get(0, TimeUnit.SECONDS));
    CompletableFuture<Args> given = call.orTimeout(1, TimeUnit.NANOSECONDS);
    ExecutionException error =
        assertThrows(ExecutionException.class, () -> given.get(10, TimeUnit.SECONDS));
    assertInstanceOf(TimeoutException.class, error.getCause());
  }

  @Test
  void failsAtOnceAndOnceWhenTheConnectionIsLost() {
    FakeEngine engine = h.connect();
    var calls = new ArrayList<CompletableFuture<Args>>();
    var failures = new AtomicInteger();
    for (int i = 0; i < 10_000; i++) {
      CompletableFuture<Args> call = h.client.call("ask");
      calls.add(call);
      var unused = call.whenComplete((answer, error) -> failures.incrementAndGet());
    }
    engine.lose(DisconnectReason.PING_TIMEOUT);
    for (CompletableFuture<Args> call : calls) {
      DisconnectedException error = failure(DisconnectedException.class, call);
      assertEquals(DisconnectReason.PING_TIMEOUT, error.reason());
    }
    h.handlers.run();
    assertEquals(10_000, failures.get());
    assertEquals(1, h.loop.timers(), "only that of the next attempt");
  }

  @Test
  void failsWhenTheNamespaceIsLeft() {
    FakeEngine engine = h.connect("/", "/chat");
    CompletableFuture<Args> left = h.client.call("ask");
    CompletableFuture<Args> other = h.client.namespace("/chat").call("ask");
    engine.receive(new Packet.Disconnect("/"));
    assertEquals(
        DisconnectReason.SERVER_DISCONNECT, failure(DisconnectedException.class, left).reason());
    assertFalse(other.isDone());
    h.client.close();
    assertEquals(
        DisconnectReason.CLIENT_DISCONNECT, failure(DisconnectedException.class, other).reason());
  }

  @Test
  void ignoresAnswersOfAnEarlierConnection() {
    FakeEngine first = h.connect();
    CompletableFuture<Args> lost = h.client.call("ask");
    long id = lastId(first);
    first.lose(DisconnectReason.TRANSPORT_ERROR);
    failure(DisconnectedException.class, lost);
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/");
    CompletableFuture<Args> call = h.client.call("ask");
    h.engine().ack("/", id, "for the first");
    assertFalse(call.isDone());
  }
}
