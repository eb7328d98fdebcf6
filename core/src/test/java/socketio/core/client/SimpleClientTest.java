package socketio.core.client;

import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertCompleted;
import static socketio.core.doubles.Harness.assertSays;
import static socketio.core.doubles.Harness.failure;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.AckTimeoutException;
import socketio.Args;
import socketio.AsyncSimpleClient;
import socketio.Client;
import socketio.ClientClosedException;
import socketio.ConnectionException;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.EventTimeoutException;
import socketio.IncomingEvent;
import socketio.NotConnectedException;
import socketio.Reconnection;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.FakeEngines;
import socketio.core.doubles.Harness;
import socketio.core.doubles.IdleTransport;
import socketio.core.doubles.ManualLoop;
import socketio.core.doubles.ReferenceParser;
import socketio.spi.Packet;

/** The client without handlers, on the test's thread. */
@Timeout(60)
class SimpleClientTest {
  private final ManualLoop loop = new ManualLoop();
  private final ReferenceParser parser = new ReferenceParser();
  private final FakeEngines engines = new FakeEngines(parser);
  private final Harness.Lane lane = new Harness.Lane();
  private final AsyncSimpleClient client = client(Reconnection.defaults().jitter(0));

  private AsyncSimpleClient client(Reconnection reconnection) {
    return AsyncSimpleClient.of(
        Client.builder()
            .engine(engines)
            .parser(parser)
            .transport(new IdleTransport())
            .loop(loop)
            .handlerExecutor(lane)
            .reconnection(reconnection));
  }

  @AfterEach
  void close() {
    client.close();
    lane.run();
  }

  private FakeEngine connect() {
    CompletableFuture<Void> connected = client.connect(OPTIONS);
    FakeEngine engine = engines.last().open().confirm("/");
    assertCompleted(connected);
    return engine;
  }

  private static String text(CompletableFuture<IncomingEvent> received) {
    assertCompleted(received);
    IncomingEvent event = received.join();
    return event.name() + event.args().toList();
  }

  @Test
  void receivesEventsInOrder() {
    FakeEngine engine = connect();
    engine.event("/", "a", 1);
    engine.event("/", "b", 2, 3);
    assertEquals("a[1]", text(client.receive()));
    assertEquals("b[2, 3]", text(client.receive(ZERO)));
    CompletableFuture<IncomingEvent> third = client.receive();
    CompletableFuture<IncomingEvent> fourth = client.receive(ofSeconds(1));
    engine.event("/", "c");
    engine.event("/", "d");
    assertEquals("c[]", text(third));
    assertEquals("d[]", text(fourth));
    assertEquals(0, loop.timers());
  }

  @Test
  void receivesWhatPrecedesTheConfirmation() {
    var unused = client.connect(OPTIONS);
    engines.last().open().event("/", "early");
    engines.last().confirm("/");
    assertEquals("early[]", text(client.receive()));
  }

  @Test
  void appliesTheTimeoutOfReceiveOnceReconnectionsIncluded() {
    connect();
    CompletableFuture<IncomingEvent> received = client.receive(ofSeconds(3));
    loop.advance(ofSeconds(1));
    engines.last().lose(DisconnectReason.TRANSPORT_ERROR);
    loop.advance(ofSeconds(1));
    engines.last().open().confirm("/");
    loop.advance(ofMillis(999));
    assertFalse(received.isDone());
    loop.advance(ofMillis(1));
    assertSays("no event within PT3S", failure(EventTimeoutException.class, received));
    engines.last().event("/", "late");
    assertEquals("late[]", text(client.receive()));
  }

  @Test
  void losesNoEventToAFutureThatWasCancelled() {
    FakeEngine engine = connect();
    CompletableFuture<IncomingEvent> given = client.receive();
    assertTrue(given.cancel(false));
    engine.event("/", "a");
    assertEquals("a[]", text(client.receive()));
  }

  @Test
  void answersTheServerWithAnEmptyAcknowledgement() {
    FakeEngine engine = connect();
    engine.call("/", 5, "ask", 1);
    Packet.Ack ack = engine.sent(Packet.Ack.class).get(0);
    assertEquals(5, ack.id());
    assertEquals(0, ack.args().size());
    assertEquals("ask[1]", text(client.receive()));
  }

  @Test
  void keepsWhatCameBeforeADropAndHidesTheReconnection() throws Exception {
    connect().event("/", "before");
    engines.last().lose(DisconnectReason.TRANSPORT_ERROR);
    assertFalse(client.connected());
    CompletableFuture<Void> emitted = client.emit("hello", 1);
    CompletableFuture<Args> called = client.call(ofMinutes(1), "ask");
    assertFalse(emitted.isDone());
    loop.advance(ofSeconds(1));
    FakeEngine second = engines.last().open().confirm("/");
    awaitSent(second, 2);
    emitted.get(10, SECONDS);
    List<Packet.Event> sent = second.sent(Packet.Event.class);
    sent.forEach(event -> second.ack("/", event.id(), "yes"));
    assertEquals("yes", called.get(10, SECONDS).get(0));
    second.event("/", "after");
    assertEquals("before[]", text(client.receive()));
    assertEquals("after[]", text(client.receive()));
    assertEquals("engine-2/", client.sid());
  }

  /** Threads of the library continue the waiting ones. */
  private void awaitSent(FakeEngine engine, int events) {
    while (engine.sent(Packet.Event.class).size() < events) {
      try {
        loop.awaitTask();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void failsWhatWaitsWhenTheConnectionHasEndedForGood() {
    var given = client(Reconnection.defaults().attempts(1).jitter(0));
    var unused = given.connect(OPTIONS);
    engines.last().open().confirm("/").event("/", "last");
    engines.last().lose(DisconnectReason.PING_TIMEOUT);
    CompletableFuture<Void> emitted = given.emit("hello");
    CompletableFuture<Args> called = given.call("ask");
    loop.advance(ofSeconds(1));
    engines.last().lose(DisconnectReason.TRANSPORT_ERROR);
    assertEquals(
        DisconnectReason.PING_TIMEOUT, failure(DisconnectedException.class, emitted).reason());
    failure(DisconnectedException.class, called);
    assertEquals("last[]", text(given.receive()));
    failure(DisconnectedException.class, given.receive());
    failure(DisconnectedException.class, given.emit("hello"));
    given.close();
    assertEquals(0, loop.timers());
  }

  @Test
  void failsWhoReceivesWhenTheServerDisconnects() {
    FakeEngine engine = connect();
    CompletableFuture<IncomingEvent> received = client.receive();
    engine.receive(new Packet.Disconnect("/"));
    var end = failure(DisconnectedException.class, received);
    assertEquals(DisconnectReason.SERVER_DISCONNECT, end.reason());
  }

  @Test
  void doesNotRepeatACallThatWasSent() {
    FakeEngine engine = connect();
    CompletableFuture<Args> called = client.call("ask");
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    failure(DisconnectedException.class, called);
    loop.advance(ofSeconds(1));
    assertEquals(List.of(), engines.last().open().confirm("/").sent(Packet.Event.class));
  }

  @Test
  void limitsACallIncludingTheWaitForTheConnection() {
    connect().lose(DisconnectReason.TRANSPORT_ERROR);
    CompletableFuture<Args> called = client.call(ofSeconds(10), "ask");
    loop.advance(ofMillis(9999));
    assertFalse(called.isDone());
    loop.advance(ofMillis(1));
    assertSays("'ask' within PT10S", failure(AckTimeoutException.class, called));
    assertEquals(List.of(), engines.last().open().confirm("/").sent(Packet.Event.class));
  }

  @Test
  void holdsTheServerBackUntilEventsAreReceived() {
    FakeEngine engine = connect();
    IntStream.rangeClosed(0, 8192).forEach(i -> engine.event("/", "news", i));
    assertEquals(List.of(false), engine.readings());
    for (int i = 0; i <= 4096; i++) {
      assertEquals("news[" + i + "]", text(client.receive()));
    }
    assertEquals(List.of(false, true), engine.readings());
  }

  @Test
  void readsOnForTheAnswerOfACall() {
    FakeEngine engine = connect();
    IntStream.rangeClosed(0, 8192).forEach(i -> engine.event("/", "news", i));
    assertEquals(List.of(false), engine.readings());
    CompletableFuture<Args> called = client.call("ask");
    assertEquals(List.of(false, true), engine.readings());
    engine.ack("/", 1);
    assertCompleted(called);
    engine.event("/", "news");
    assertEquals(List.of(false, true, false), engine.readings());
  }

  @Test
  void refusesASecondConnect() {
    FakeEngine engine = connect();
    engine.event("/", "kept");
    failure(IllegalStateException.class, client.connect(OPTIONS));
    assertEquals("kept[]", text(client.receive()));
    assertTrue(client.connected());
  }

  @Test
  void connectsAgainAndForgetsTheEventsOfTheConnectionBefore() {
    connect().event("/", "old");
    assertCompleted(client.disconnect());
    failure(DisconnectedException.class, client.emit("hello"));
    CompletableFuture<Void> connected = client.connect(OPTIONS.namespaces("/chat"));
    FakeEngine second = engines.last().open().confirm("/chat");
    assertCompleted(connected);
    assertEquals("engine-2/chat", client.sid());
    second.event("/chat", "new");
    assertEquals("new[]", text(client.receive()));
    assertCompleted(client.emit("hello"));
    assertEquals("/chat", second.sent(Packet.Event.class).get(0).namespace());
  }

  @Test
  void receivesAfterAConnectDuringTheBackOff() {
    connect().lose(DisconnectReason.TRANSPORT_ERROR);
    failure(DisconnectedException.class, replaced(client.receive()));
    CompletableFuture<IncomingEvent> received = client.receive();
    engines.last().open().confirm("/").event("/", "news");
    assertEquals("news[]", text(received));
  }

  /** Connects again while the given future is waiting. */
  private <T> CompletableFuture<T> replaced(CompletableFuture<T> waiting) {
    var unused = client.connect(OPTIONS);
    return waiting;
  }

  @Test
  void tellsTheFirstCauseOfTheEnd() {
    var unused = client.connect(OPTIONS);
    engines.last().open().refuse("/", "no");
    failure(DisconnectedException.class, client.emit("hello"));
    assertSays("no", failure(DisconnectedException.class, client.receive()));
  }

  @Test
  void saysThatItWasNeverConnected() {
    assertSays("connect(…)", failure(NotConnectedException.class, client.emit("hello")));
    failure(NotConnectedException.class, client.call("hello"));
    failure(NotConnectedException.class, client.receive());
    assertNull(client.sid());
    assertNull(client.transport());
    client.close();
    failure(ClientClosedException.class, client.connect(OPTIONS));
    failure(ClientClosedException.class, client.receive());
  }

  @Test
  void emitsThatFollowConnectAtOnceWaitForIt() throws Exception {
    var unused = client.connect(OPTIONS);
    CompletableFuture<Void> emitted = client.emit("hello");
    FakeEngine engine = engines.last().open().confirm("/");
    awaitSent(engine, 1);
    emitted.get(10, SECONDS);
  }

  @Test
  void reportsARefusal() {
    CompletableFuture<Void> connected = client.connect(OPTIONS);
    engines.last().open().refuse("/", "no");
    assertSays("no", failure(ConnectionException.class, connected));
    failure(DisconnectedException.class, client.receive());
  }

  @Test
  void refusesWrongArguments() {
    assertSays(
        "one namespace",
        assertThrows(
            IllegalArgumentException.class, () -> client.connect(OPTIONS.namespaces("/", "/a"))));
    assertSays("event", assertThrows(IllegalArgumentException.class, () -> client.emit("connect")));
    assertSays(
        "timeout", assertThrows(IllegalArgumentException.class, () -> client.call(ZERO, "ask")));
    assertSays(
        "timeout",
        assertThrows(IllegalArgumentException.class, () -> client.receive(ofSeconds(-1))));
  }
}
