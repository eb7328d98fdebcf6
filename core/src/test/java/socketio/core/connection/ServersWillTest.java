package socketio.core.connection;

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
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import socketio.Args;
import socketio.AsyncNamespace;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.EmitOptions;
import socketio.NotConnectedException;
import socketio.Reconnection;
import socketio.Reconnection.Event.Attempting;
import socketio.Reconnection.Event.Failed;
import socketio.Reconnection.Event.GaveUp;
import socketio.core.doubles.FakeEngine;
import socketio.core.doubles.Harness;
import socketio.spi.Packet;

/** The server disconnects namespaces, refuses them, or does not answer. */
@Timeout(20)
class ServersWillTest {
  private static final Reconnection DEFAULTS = Reconnection.defaults().jitter(0);
  private static final Reconnection COMES_BACK = DEFAULTS.afterServerDisconnect(true);

  private static Harness with(Reconnection reconnection) {
    return new Harness(builder -> builder.reconnection(reconnection));
  }

  private static void kick(FakeEngine engine, String... namespaces) {
    for (String namespace : namespaces) {
      engine.receive(new Packet.Disconnect(namespace));
    }
  }

  /** Loses the connection and opens the next one, a second later. */
  private static FakeEngine reopen(Harness h) {
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    h.advance(ofSeconds(1));
    return h.engine().open();
  }

  private static AsyncNamespace chat(Harness h) {
    return h.client.namespace("/chat");
  }

  // ---- one namespace is disconnected while others stay

  @Test
  void comesBackForItWhenTheApplicationLeavesTheOthers() {
    try (var h = with(COMES_BACK)) {
      kick(h.connect("/", "/chat"), "/chat");
      CompletableFuture<Void> ended = h.client.await();
      assertCompleted(h.client.namespace("/").disconnect());

      assertEquals(ClientState.WAITING, h.client.state());
      assertTrue(h.engine().closed());
      h.advance(ofSeconds(1));
      h.engine().open().confirm("/chat");
      assertTrue(chat(h).connected());
      assertEquals(Map.of("Connect/chat", 1), h.engine().tally());
      assertFalse(ended.isDone());
    }
  }

  @Test
  void comesBackForItWhenTheServerRefusesTheOthers() {
    try (var h = with(COMES_BACK)) {
      h.connect("/");
      CompletableFuture<Void> joined = chat(h).connect();
      kick(h.engine(), "/");
      assertEquals(ClientState.CONNECTED, h.client.state());
      h.engine().refuse("/chat", "no");

      assertEquals("/chat", failure(ConnectionException.class, joined).namespace());
      assertEquals(ClientState.WAITING, h.client.state());
      h.advance(ofSeconds(1));
      h.engine().open().confirm("/");
      assertTrue(h.client.connected());
      assertEquals(Map.of("Connect/", 1), h.engine().tally());
    }
  }

  @Test
  void comesBackForItWhenTheServerDoesNotAnswerTheOthers() {
    try (var h = with(COMES_BACK)) {
      h.connect("/");
      CompletableFuture<Void> joined = chat(h).connect();
      kick(h.engine(), "/");
      h.advance(ofSeconds(20));

      assertEquals("/chat", failure(ConnectionException.class, joined).namespace());
      assertEquals(ClientState.WAITING, h.client.state());
      assertTrue(h.engine().closed());
    }
  }

  @Test
  void endsWhenTheOthersGoAndNobodyWantsToComeBack() {
    for (Reconnection settings : List.of(DEFAULTS, DEFAULTS.policy(attempt -> ofSeconds(1)))) {
      try (var h = with(settings)) {
        kick(h.connect("/", "/chat"), "/chat");
        CompletableFuture<Void> ended = h.client.await();
        assertCompleted(h.client.namespace("/").disconnect());

        assertEquals(ClientState.IDLE, h.client.state());
        assertTrue(h.engine().closed());
        assertCompleted(ended);
        assertEquals(0, h.loop.timers());
      }
    }
  }

  @Test
  void isNotJoinedAgainByAPolicyThatWasNotAsked() throws InterruptedException {
    BlockingQueue<Reconnection.Attempt> asked = new LinkedBlockingQueue<>();
    Reconnection settings =
        DEFAULTS.policy(
            attempt -> {
              asked.add(attempt);
              return ofSeconds(1);
            });
    try (var h = with(settings)) {
      FakeEngine engine = h.connect("/", "/chat");
      CompletableFuture<Args> waiting = chat(h).awaitEvent("news", ofSeconds(60));
      CompletableFuture<Args> retried =
          chat(h).with(EmitOptions.defaults().retries(9)).call("important");
      kick(engine, "/chat");
      failure(DisconnectedException.class, waiting);
      failure(DisconnectedException.class, retried);
      engine.lose(DisconnectReason.TRANSPORT_ERROR);
      h.until(() -> h.loop.timers() > 0);
      h.advance(ofSeconds(1));
      h.engine().open().confirm("/");

      assertEquals(Map.of("Connect/", 1), h.engine().tally());
      assertEquals(
          List.of(DisconnectReason.TRANSPORT_ERROR),
          asked.stream().map(Reconnection.Attempt::reason).toList());
    }
  }

  @Test
  void leavesAConnectThatWaitsForAnotherToItsAnswer() {
    try (var h = new Harness()) {
      h.watch(h.client, "/").watch(chat(h), "/chat");
      CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/", "/chat"));
      kick(h.engine().open().confirm("/"), "/");
      assertFalse(result.isDone());
      assertFalse(h.client.connected());
      h.engine().confirm("/chat");

      assertCompleted(result);
      assertEquals(
          List.of("/ connect", "/ disconnect SERVER_DISCONNECT", "/chat connect"), h.takeLog());
      h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
      h.advance(ofSeconds(1));
      h.engine().open();
      assertEquals(Map.of("Connect/chat", 1), h.engine().tally());
    }
  }

  @Test
  void leavesTheConnectionToOneWhoseAuthIsBeingAskedFor() throws InterruptedException {
    try (var h = new Harness()) {
      var token = new SynchronousQueue<String>();
      CompletableFuture<Void> unused =
          h.client.connect(
              OPTIONS
                  .namespaces("/")
                  .auth(
                      "/chat",
                      () -> {
                        try {
                          return token.take();
                        } catch (InterruptedException e) {
                          throw new IllegalStateException(e);
                        }
                      }));
      h.until(() -> h.engines.count() == 1);
      h.engine().open().confirm("/");
      CompletableFuture<Void> joined = chat(h).connect();
      kick(h.engine(), "/");
      assertEquals(ClientState.CONNECTED, h.client.state());
      token.put("token");
      h.loop.awaitTask();
      h.engine().confirm("/chat");

      assertCompleted(joined);
      assertEquals("token", h.engine().authOf("/chat"));
    }
  }

  // ---- the last one is disconnected

  @Test
  void tellsThatTheClientGivesUp() {
    try (var h = new Harness()) {
      List<Reconnection.Event> events = h.reconnections();
      kick(h.connect(), "/");
      h.handlers.run();

      assertEquals(List.of(new GaveUp(0, null)), events);
    }
  }

  @Test
  void aPolicyBringsBackAllThatTheServerHasDisconnected() throws InterruptedException {
    try (var h = with(DEFAULTS.policy(attempt -> ofSeconds(1)))) {
      h.watch(h.client, "/").watch(chat(h), "/chat");
      kick(h.connect("/", "/chat"), "/", "/chat");
      h.until(() -> h.loop.timers() > 0);
      h.advance(ofSeconds(1));
      h.engine().open().confirm("/", "/chat");

      assertEquals(Map.of("Connect/", 1, "Connect/chat", 1), h.engine().tally());
      assertTrue(h.client.connected() && chat(h).connected());
    }
  }

  @Test
  void aPolicyDoesNotBringBackWhatTheApplicationHasLeftMeanwhile() throws InterruptedException {
    var answer = new SynchronousQueue<Duration>();
    try (var h = with(DEFAULTS.policy((Reconnection.Attempt attempt) -> answer.take()))) {
      kick(h.connect("/", "/chat"), "/", "/chat");
      assertCompleted(h.client.namespace("/").disconnect());
      CompletableFuture<Void> unused = chat(h).connect();
      answer.put(ofSeconds(1));
      h.until(() -> h.loop.timers() > 1); // that of the join, and that of the attempt
      h.advance(ofSeconds(1));
      h.engine().open();

      assertEquals(Map.of("Connect/chat", 1), h.engine().tally());
    }
  }

  @Test
  void whatIsJoinedWhileAPolicyDecidesFailsWhenItGivesUp() throws InterruptedException {
    var answer = new CompletableFuture<Duration>();
    try (var h = with(DEFAULTS.policy((Reconnection.Attempt attempt) -> answer.get()))) {
      h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
      CompletableFuture<Void> joined = chat(h).connect();
      answer.complete(null);
      h.loop.awaitTask();

      assertSays("namespace /chat cannot be joined", failure(NotConnectedException.class, joined));
      assertEquals(ClientState.IDLE, h.client.state());
    }
  }

  // ---- the last one is refused

  @Test
  void aRefusalIsAFailedAttemptAfterWhichTheClientGivesUp() {
    try (var h = with(COMES_BACK)) {
      h.watchState();
      h.connect();
      List<Reconnection.Event> events = h.reconnections();
      h.takeLog();
      reopen(h).refuse("/", "expired");

      assertEquals(
          List.of("CONNECTED>WAITING", "WAITING>CONNECTING", "CONNECTING>IDLE"), h.takeLog());
      assertEquals(new Attempting(1), events.get(1));
      Failed failed = (Failed) events.get(2);
      assertEquals(1, failed.attempt());
      assertFalse(failed.error().willRetry());
      GaveUp gaveUp = (GaveUp) events.get(3);
      assertEquals(1, gaveUp.attempts());
      assertSays("expired", failed.error());
      assertTrue(gaveUp.cause() instanceof ConnectionException);
      assertEquals(4, events.size());
    }
  }

  @Test
  void aPolicyMayWantToTryAgainWhatWasRefused() throws InterruptedException {
    BlockingQueue<Reconnection.Attempt> asked = new LinkedBlockingQueue<>();
    Reconnection settings =
        DEFAULTS.policy(
            attempt -> {
              asked.add(attempt);
              return ofSeconds(1);
            });
    try (var h = with(settings)) {
      h.watch(h.client, "/").watch(chat(h), "/chat");
      h.connect("/", "/chat").lose(DisconnectReason.TRANSPORT_ERROR);
      h.until(() -> h.loop.timers() > 0);
      h.takeLog();
      asked.clear();
      h.advance(ofSeconds(1));
      h.engine().open().refuse("/", "expired");
      h.engine().refuse("/chat", "expired, too");

      Reconnection.Attempt attempt = asked.poll(10, TimeUnit.SECONDS);
      assertEquals(2, attempt == null ? 0 : attempt.number());
      assertNull(attempt == null ? DisconnectReason.PARSE_ERROR : attempt.reason());
      assertNull(attempt == null ? ofSeconds(0) : attempt.proposed());
      assertTrue(
          attempt != null
              && attempt.cause() instanceof ConnectionException error
              && error.phase() == Phase.NAMESPACE
              && "/chat".equals(error.namespace()));
      h.until(() -> h.loop.timers() > 0);
      assertEquals(
          List.of(
              "/ connect_error NAMESPACE retry=false", "/chat connect_error NAMESPACE retry=true"),
          h.takeLog());
      h.advance(ofSeconds(1));
      h.engine().open().confirm("/", "/chat");
      assertTrue(h.client.connected() && chat(h).connected());
    }
  }

  @Test
  void aFirstConnectThatIsRetriedWaitsForWhatThePolicyBringsBack() throws InterruptedException {
    try (var h = with(DEFAULTS.policy(attempt -> ofSeconds(1)))) {
      CompletableFuture<Void> result =
          h.client.connect(OPTIONS.namespaces("/", "/chat").retry(true));
      h.engine().open().refuse("/", "not yet");
      h.engine().refuse("/chat", "not yet");
      h.until(() -> h.loop.timers() > 0);
      assertFalse(result.isDone());
      h.advance(ofSeconds(1));
      h.engine().open().confirm("/", "/chat");

      assertCompleted(result);
    }
  }

  @Test
  void endsAnywayWhenTheApplicationLeavesWhatWasRefusedMeanwhile() throws InterruptedException {
    var answer = new SynchronousQueue<Duration>();
    try (var h = with(DEFAULTS.policy((Reconnection.Attempt attempt) -> answer.take()))) {
      h.connect().lose(DisconnectReason.TRANSPORT_ERROR);
      answer.put(ofSeconds(1));
      h.until(() -> h.loop.timers() > 0);
      h.advance(ofSeconds(1));
      h.engine().open().refuse("/", "no");
      assertEquals(ClientState.WAITING, h.client.state());
      assertCompleted(h.client.namespace("/").disconnect());
      assertEquals(ClientState.IDLE, h.client.state());
      answer.put(ofSeconds(1));
      h.loop.awaitTask();

      assertEquals(0, h.loop.timers());
    }
  }

  @Test
  void doesNotLetCheckNowDecideAboutTheServersWill() throws InterruptedException {
    var answer = new SynchronousQueue<Duration>();
    try (var h = with(DEFAULTS.policy((Reconnection.Attempt attempt) -> answer.take()))) {
      kick(h.connect(), "/");
      h.client.checkNow();
      assertEquals(0, h.loop.timers(), "still undecided");
      answer.put(ofSeconds(7));
      h.until(() -> h.loop.timers() > 0);
      assertEquals(ofSeconds(7), h.loop.nextTimer());
      h.client.checkNow();
      assertEquals(2, h.engines.count(), "decided");

      h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
      h.client.checkNow();
      h.advance(ofSeconds(0));
      assertEquals(3, h.engines.count(), "checkNow() uses the proposal immediately");
      answer.put(ofSeconds(7));
      h.loop.awaitTask();
      assertEquals(3, h.engines.count());
    }
  }

  // ---- some are not answered in time

  @Test
  void whatIsNotAnsweredInTimeAfterAReconnectionIsAskedForByTheNext() {
    try (var h = new Harness()) {
      h.watch(chat(h), "/chat");
      h.connect("/", "/chat");
      reopen(h).confirm("/");
      h.takeLog();
      h.advance(ofSeconds(20));
      assertEquals(List.of("/chat connect_error NAMESPACE retry=true"), h.takeLog());
      assertTrue(h.client.connected());

      reopen(h).confirm("/", "/chat");
      assertTrue(chat(h).connected());
    }
  }

  @Test
  void anAnswerThatIsLateCountsAfterAReconnection() {
    try (var h = new Harness()) {
      h.watch(chat(h), "/chat");
      chat(h).on("missed", args -> h.log.add("missed"));
      h.connect("/", "/chat");
      reopen(h).confirm("/");
      h.advance(ofSeconds(20));
      h.takeLog();
      h.engine().event("/chat", "missed");
      h.engine().confirm("/chat");

      assertEquals(List.of("missed", "/chat connect"), h.takeLog());
      assertEquals(Map.of("Connect/", 1, "Connect/chat", 1), h.engine().tally());
    }
  }

  @Test
  void aRefusalThatIsLateCountsAfterAReconnection() {
    try (var h = new Harness()) {
      h.connect("/", "/chat");
      reopen(h).confirm("/");
      h.advance(ofSeconds(20));
      h.engine().refuse("/chat", "no");

      assertEquals(Map.of("Connect/", 1), reopen(h).tally());
    }
  }

  @Test
  void comesBackForWhatIsNotAnsweredWhenTheApplicationLeavesTheOthers() {
    try (var h = new Harness()) {
      h.connect("/", "/chat");
      reopen(h).confirm("/");
      h.advance(ofSeconds(20));
      assertCompleted(h.client.namespace("/").disconnect());

      assertEquals(ClientState.WAITING, h.client.state());
      h.advance(ofSeconds(1));
      h.engine().open().confirm("/chat");
      assertTrue(chat(h).connected());
    }
  }

  @Test
  void whatTheFirstConnectWasNotAnsweredIsNotAskedForAgain() {
    try (var h = new Harness()) {
      h.watch(chat(h), "/chat");
      CompletableFuture<Void> result =
          h.client.connect(OPTIONS.namespaces("/", "/chat").waitForNamespaces(false));
      h.engine().open().confirm("/");
      assertCompleted(result);
      h.advance(ofSeconds(20));
      assertEquals(List.of("/chat connect_error NAMESPACE retry=false"), h.takeLog());

      assertEquals(Map.of("Connect/", 1), reopen(h).tally());
    }
  }
}
