package socketio.core.connection;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertCompleted;
import static socketio.core.doubles.Harness.assertSays;
import static socketio.core.doubles.Harness.failure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.Reconnection;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.core.doubles.ReferenceParser;
import socketio.spi.Frame;
import socketio.spi.Packet;

/** Reconnection after the loss of a connection and after a failed attempt. */
class ReconnectTest {
  private final Harness h = new Harness();

  @AfterEach
  void close() {
    h.close();
  }

  private static void fail(FakeEngine engine, int status) {
    engine.end(
        DisconnectReason.TRANSPORT_ERROR,
        ConnectionException.builder(Phase.HANDSHAKE, "HTTP " + status).httpStatus(status).build());
  }

  @Test
  void comesBackAfterTheConnectionWasLost() {
    h.watch(h.client, "/").watchState();
    FakeEngine engine = h.connect();
    h.takeLog();
    engine.lose(DisconnectReason.PING_TIMEOUT);
    assertEquals(List.of("CONNECTED>WAITING", "/ disconnect PING_TIMEOUT"), h.takeLog());
    assertFalse(h.client.connected());
    assertNull(h.client.sid());
    CompletableFuture<Void> ended = h.client.await();

    h.loop.advance(ofMillis(999));
    assertEquals(1, h.engines.count());
    h.loop.advance(ofMillis(1));
    assertEquals(2, h.engines.count());
    h.engine().open().confirm("/");

    assertEquals(List.of("WAITING>CONNECTING", "CONNECTING>CONNECTED", "/ connect"), h.takeLog());
    assertEquals("engine-2/", h.client.sid());
    assertFalse(ended.isDone());
  }

  @Test
  void tellsEveryReasonOfALoss() {
    for (DisconnectReason reason :
        List.of(
            DisconnectReason.PING_TIMEOUT,
            DisconnectReason.TRANSPORT_CLOSE,
            DisconnectReason.TRANSPORT_ERROR,
            DisconnectReason.PARSE_ERROR)) {
      try (var harness = new Harness()) {
        harness.watch(harness.client, "/");
        FakeEngine engine = harness.connect();
        harness.takeLog();
        engine.lose(reason);
        assertEquals(List.of("/ disconnect " + reason), harness.takeLog());
        assertEquals(ClientState.WAITING, harness.client.state());
      }
    }
  }

  @Test
  void waitsLongerAfterEachFailureAndBeginsAnewAfterASuccess() {
    h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
    var delays = new ArrayList<Duration>();
    for (int i = 0; i < 5; i++) {
      delays.add(h.loop.nextTimer());
      h.advance(h.loop.nextTimer());
      fail(h.engine(), 503);
    }
    assertEquals(
        List.of(ofSeconds(1), ofSeconds(2), ofSeconds(4), ofSeconds(5), ofSeconds(5)), delays);
    h.advance(ofSeconds(5));
    h.engine().open().confirm("/");
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    assertEquals(ofSeconds(1), h.loop.nextTimer());
  }

  @Test
  void tellsOfEveryFailedAttemptWhetherAnotherFollows() {
    try (var harness =
        new Harness(b -> b.reconnection(Reconnection.defaults().attempts(2).jitter(0)))) {
      harness.watch(harness.client, "/").watchState();
      FakeEngine engine = harness.connect();
      CompletableFuture<Void> ended = harness.client.await();
      harness.takeLog();
      engine.lose(DisconnectReason.TRANSPORT_ERROR);
      harness.advance(ofSeconds(1));
      fail(harness.engine(), 503);
      harness.advance(ofSeconds(2));
      assertFalse(ended.isDone());
      fail(harness.engine(), 503);
      assertEquals(
          List.of(
              "CONNECTED>WAITING",
              "/ disconnect TRANSPORT_ERROR",
              "WAITING>CONNECTING",
              "CONNECTING>WAITING",
              "/ connect_error HANDSHAKE retry=true",
              "WAITING>CONNECTING",
              "CONNECTING>IDLE",
              "/ connect_error HANDSHAKE retry=false"),
          harness.takeLog());
      assertCompleted(ended);
      assertEquals(0, harness.loop.timers());
    }
  }

  @Tag("pain-11-opaque-errors")
  @Test
  void doesNotRetryWhatTheServerForbids() {
    for (int status : List.of(401, 403)) {
      try (var harness = new Harness()) {
        harness.watch(harness.client, "/");
        harness.connect().lose(DisconnectReason.TRANSPORT_ERROR);
        harness.advance(ofSeconds(1));
        harness.takeLog();
        fail(harness.engine(), status);
        assertEquals(List.of("/ connect_error HANDSHAKE retry=false"), harness.takeLog());
        assertEquals(ClientState.IDLE, harness.client.state());
      }
    }
  }

  @Test
  void doesNotComeBackWhereReconnectionIsOff() {
    try (var harness = new Harness(b -> b.reconnection(false))) {
      harness.watch(harness.client, "/").watchState();
      FakeEngine engine = harness.connect();
      harness.takeLog();
      engine.lose(DisconnectReason.TRANSPORT_ERROR);
      assertEquals(List.of("CONNECTED>IDLE", "/ disconnect TRANSPORT_ERROR"), harness.takeLog());
      assertEquals(0, harness.loop.timers());
    }
  }

  @Test
  void comesBackAgainAfterConnectingByHand() {
    h.connect();
    h.client.blocking().disconnect();
    h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/");
    assertTrue(h.client.connected());
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    fail(h.engine(), 401); // which is final
    assertEquals(ClientState.IDLE, h.client.state());

    h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
    assertEquals(ofSeconds(1), h.loop.nextTimer());
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/");
    assertTrue(h.client.connected());
  }

  @Test
  void forgetsAPacketThatHadNotArrivedWhole() {
    h.client.on("picture", args -> h.log.add("picture"));
    h.client.on("news", args -> h.log.add("news"));
    List<Frame> frames =
        h.parser.encode(new Packet.Event("/", Packet.Event.NO_ID, "picture", Args.of(new byte[1])));
    FakeEngine engine = h.connect();
    engine.receive(frames.get(0));
    engine.lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().open().receive(frames.get(1));
    h.engine().confirm("/").event("/", "news");
    assertEquals(List.of("news"), h.takeLog());
  }

  @Test
  void doesNotRetryTheFirstConnectUnlessAskedTo() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    fail(h.engine(), 503);
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals(503, error.httpStatus());
    assertFalse(error.willRetry());
    assertEquals(0, h.loop.timers());
  }

  @Test
  void retriesTheFirstConnectIfAskedTo() {
    h.watch(h.client, "/");
    CompletableFuture<Void> result = h.client.connect(OPTIONS.retry(true));
    fail(h.engine(), 503);
    assertFalse(result.isDone());
    assertEquals(List.of("/ connect_error HANDSHAKE retry=true"), h.takeLog());
    h.advance(ofSeconds(1));
    h.engine().open();
    h.advance(ofSeconds(20)); // no answer
    assertFalse(result.isDone());
    assertEquals(List.of("/ connect_error NAMESPACE retry=true"), h.takeLog());
    h.advance(ofSeconds(2));
    h.engine().open().confirm("/");
    assertCompleted(result);
  }

  @Test
  void failsTheFirstConnectWhenTheAttemptsAreUsedUp() {
    try (var harness =
        new Harness(b -> b.reconnection(Reconnection.defaults().attempts(1).jitter(0)))) {
      CompletableFuture<Void> result = harness.client.connect(OPTIONS.retry(true));
      fail(harness.engine(), 503);
      harness.advance(ofSeconds(1));
      fail(harness.engine(), 502);
      ConnectionException error = failure(ConnectionException.class, result);
      assertEquals(502, error.httpStatus());
      assertFalse(error.willRetry());
      assertEquals(ClientState.IDLE, harness.client.state());
    }
  }

  @Test
  void comesBackWithoutTheNamespaceThatWasRefused() {
    CompletableFuture<Void> result =
        h.client.connect(OPTIONS.namespaces("/a", "/b").retry(true).waitForNamespaces(false));
    h.engine().open().refuse("/a", "no");
    assertCompleted(result);
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.engine().open().confirm("/b");
    assertEquals(1, h.engine().sent().size());
    assertTrue(h.client.namespace("/b").connected());
  }

  @Test
  void retriesWhenAReconnectedServerStaysSilent() {
    h.watch(h.client, "/");
    h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.takeLog();
    h.engine().open();
    h.advance(ofSeconds(20));
    assertEquals(List.of("/ connect_error NAMESPACE retry=true"), h.takeLog());
    assertEquals(ClientState.WAITING, h.client.state());
    h.advance(ofSeconds(2));
    h.engine().open().confirm("/");
    assertTrue(h.client.connected());
  }

  @Tag("pain-01-reconnection-stuck")
  @Test
  void connectsAtOnceWhenConnectIsCalledDuringTheBackOff() {
    CompletableFuture<Void> first = h.client.connect(OPTIONS.retry(true));
    fail(h.engine(), 503);
    CompletableFuture<Void> second = h.client.connect(OPTIONS.namespaces("/new"));
    assertSays("replaced by another connect()", failure(DisconnectedException.class, first));
    assertEquals(2, h.engines.count());
    h.engine().open().confirm("/new");
    assertCompleted(second);
    h.advance(ofSeconds(60));
    assertEquals(2, h.engines.count());
  }

  @Test
  void isIdleWhenTheOnlyNamespaceIsRefusedOnReconnection() {
    h.watch(h.client, "/");
    h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    h.takeLog();
    h.engine().open().refuse("/", "session expired");
    assertEquals(List.of("/ connect_error NAMESPACE retry=false"), h.takeLog());
    assertEquals(ClientState.IDLE, h.client.state());
    assertTrue(h.engine().closed());
  }

  @Test
  void waitsAsLongAsADurationCanBe() {
    Duration ages = ofSeconds(Long.MAX_VALUE);
    try (var harness =
        new Harness(
            b -> b.reconnection(Reconnection.defaults().delay(ages).maxDelay(ages).jitter(0)))) {
      harness.connect().lose(DisconnectReason.TRANSPORT_ERROR);
      assertEquals(ClientState.WAITING, harness.client.state());
    }
  }

  @Test
  void endsTheConnectionWhenTheServerSendsWhatIsNotAPacket() {
    h.watch(h.client, "/");
    FakeEngine engine = h.connect();
    h.takeLog();
    engine.receive(ReferenceParser.GARBAGE);
    assertTrue(engine.ended());
    assertEquals(List.of("/ disconnect PARSE_ERROR"), h.takeLog());
    assertEquals(ClientState.WAITING, h.client.state());
  }
}
