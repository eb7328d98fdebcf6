package socketio.core.connection;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.assertSays;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.Reconnection;
import socketio.Reconnection.Event.Attempting;
import socketio.Reconnection.Event.Failed;
import socketio.Reconnection.Event.GaveUp;
import socketio.Reconnection.Event.Scheduled;
import socketio.Reconnection.Event.Succeeded;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** Reconnection policies and reconnection handlers. */
@Timeout(20)
class ReconnectionPolicyTest {
  private static Harness with(Reconnection reconnection) {
    return new Harness(builder -> builder.reconnection(reconnection.jitter(0)));
  }

  private static ConnectionException http(int status) {
    return ConnectionException.builder(Phase.HANDSHAKE, "HTTP " + status)
        .httpStatus(status)
        .build();
  }

  // ---- without a policy

  @Test
  void tellsEveryStepOfComingBack() {
    try (var h = with(Reconnection.defaults())) {
      List<Reconnection.Event> events = h.reconnections();
      h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
      h.advance(ofSeconds(1));
      h.engine().end(DisconnectReason.TRANSPORT_ERROR, http(503));
      h.advance(ofSeconds(2));
      h.engine().open().confirm("/");
      h.handlers.run();

      assertEquals(new Scheduled(1, ofSeconds(1), null), events.get(0));
      assertEquals(new Attempting(1), events.get(1));
      assertTrue(
          events.get(2) instanceof Failed failed
              && failed.attempt() == 1
              && failed.error().httpStatus() == 503
              && failed.error().willRetry());
      assertTrue(events.get(3) instanceof Scheduled scheduled && scheduled.attempt() == 2);
      assertEquals(new Attempting(2), events.get(4));
      assertEquals(new Succeeded(2), events.get(5));
      assertEquals(6, events.size());
    }
  }

  @Test
  void tellsThatItGivesUp() {
    try (var h = with(Reconnection.defaults().attempts(1))) {
      List<Reconnection.Event> events = h.reconnections();
      h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
      h.advance(ofSeconds(1));
      h.engine().end(DisconnectReason.TRANSPORT_ERROR, http(503));
      h.handlers.run();

      assertTrue(events.get(events.size() - 1) instanceof GaveUp gaveUp && gaveUp.attempts() == 1);
      assertEquals(ClientState.IDLE, h.client.state());
    }
  }

  @Test
  void saysNothingOfAConnectThatFailsOrOfADisconnect() {
    try (var h = with(Reconnection.defaults())) {
      List<Reconnection.Event> events = h.reconnections();
      CompletableFuture<Void> unused = h.client.connect(Harness.OPTIONS);
      h.engine().end(DisconnectReason.TRANSPORT_ERROR, http(503));
      h.connect();
      h.client.blocking().disconnect();
      h.handlers.run();

      assertEquals(List.of(), events);
    }
  }

  @Test
  void comesBackAfterTheServersDisconnectOnlyIfAsked() {
    try (var h = with(Reconnection.defaults().afterServerDisconnect(true))) {
      h.watch(h.client, "/").watchState();
      FakeEngine engine = h.connect("/", "/chat");
      engine.receive(new Packet.Disconnect("/chat"));
      assertEquals(ClientState.CONNECTED, h.client.state());
      assertFalse(h.client.namespace("/chat").connected());
      h.takeLog();
      engine.receive(new Packet.Disconnect("/"));
      assertEquals(List.of("CONNECTED>WAITING", "/ disconnect SERVER_DISCONNECT"), h.takeLog());
      assertTrue(engine.closed());

      h.advance(ofSeconds(1));
      h.engine().open().confirm("/", "/chat");
      assertTrue(h.client.connected());
      assertTrue(h.client.namespace("/chat").connected());
    }
    try (var h = with(Reconnection.defaults())) {
      h.connect().receive(new Packet.Disconnect("/"));
      assertEquals(ClientState.IDLE, h.client.state());
    }
  }

  // ---- with a policy

  @Test
  void aPolicyHearsWhyAndDecidesWhen() throws InterruptedException {
    BlockingQueue<Reconnection.Attempt> asked = new LinkedBlockingQueue<>();
    Reconnection reconnection =
        Reconnection.defaults()
            .policy(
                attempt -> {
                  asked.add(attempt);
                  return ofSeconds(30);
                });
    try (var h = with(reconnection)) {
      h.watch(h.client, "/");
      h.connect().lose(DisconnectReason.PING_TIMEOUT);
      assertEquals(
          List.of("/ connect", "/ disconnect PING_TIMEOUT"), h.takeLog(), "reported immediately");
      assertEquals(ClientState.WAITING, h.client.state());
      assertEquals(
          Reconnection.Attempt.of(1, DisconnectReason.PING_TIMEOUT, null, ofSeconds(1)).toString(),
          String.valueOf(asked.poll(10, TimeUnit.SECONDS)));
      h.until(() -> h.loop.timers() > 0);
      assertEquals(ofSeconds(30), h.loop.nextTimer());

      h.advance(ofSeconds(30));
      h.engine().end(DisconnectReason.TRANSPORT_ERROR, http(401));
      Reconnection.Attempt second = asked.poll(10, TimeUnit.SECONDS);
      assertEquals(2, second == null ? 0 : second.number());
      assertNull(second == null ? ofSeconds(0) : second.proposed(), "401 is final by default");
      h.until(() -> h.log.contains("/ connect_error HANDSHAKE retry=true"));
      h.advance(ofSeconds(30));
      h.engine().open().confirm("/");
      assertTrue(h.client.connected());
    }
  }

  @Test
  void aPolicyMayGiveUp() throws InterruptedException {
    try (var h = with(Reconnection.defaults().policy(attempt -> null))) {
      List<Reconnection.Event> events = h.reconnections();
      h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
      h.until(() -> !events.isEmpty());

      assertEquals(List.of(new GaveUp(0, null)), events);
      assertEquals(ClientState.IDLE, h.client.state());
    }
  }

  @Test
  void aPolicyThatThrowsIsReportedAndTheDefaultHolds() throws InterruptedException {
    Reconnection reconnection =
        Reconnection.defaults()
            .policy(
                attempt -> {
                  throw new IllegalStateException("policy");
                });
    try (var h = with(reconnection)) {
      h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
      h.until(() -> h.loop.timers() > 0 && !h.errors.isEmpty());

      assertEquals(ofSeconds(1), h.loop.nextTimer());
      assertSays("policy", h.errors.get(0));
    }
  }

  @Test
  void aDelayThatIsNegativeIsAnError() throws InterruptedException {
    Reconnection reconnection = Reconnection.defaults().policy(attempt -> ofSeconds(-1));
    try (var h = with(reconnection)) {
      h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
      h.until(() -> !h.errors.isEmpty());

      assertSays("must not be negative", h.errors.get(0));
    }
  }

  @Test
  void theAnswerOfAPolicyIsVoidAfterADisconnect() throws InterruptedException {
    var answer = new SynchronousQueue<Duration>();
    Reconnection reconnection =
        Reconnection.defaults().policy((Reconnection.Attempt attempt) -> answer.take());
    try (var h = with(reconnection)) {
      h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
      h.client.blocking().disconnect();
      assertEquals(ClientState.IDLE, h.client.state());
      answer.put(ofSeconds(1));
      h.loop.awaitTask();
      h.advance(ofSeconds(10));

      assertEquals(1, h.engines.count());
      assertEquals(0, h.loop.timers());
    }
  }

  @Test
  void connectDuringADecisionConnectsNow() throws InterruptedException {
    var answer = new SynchronousQueue<Duration>();
    Reconnection reconnection =
        Reconnection.defaults().policy((Reconnection.Attempt attempt) -> answer.take());
    try (var h = with(reconnection)) {
      h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
      h.connect();
      assertTrue(h.client.connected());
      answer.put(ofSeconds(1));
      h.loop.awaitTask();

      assertTrue(h.client.connected());
      assertEquals(2, h.engines.count());
    }
  }

  @Test
  void aPolicyMayComeBackAfterTheServersDisconnect() throws InterruptedException {
    try (var h = with(Reconnection.defaults().policy(attempt -> ofSeconds(9)))) {
      h.connect().receive(new Packet.Disconnect("/"));
      h.until(() -> h.loop.timers() > 0);

      assertEquals(ofSeconds(9), h.loop.nextTimer());
    }
  }
}
