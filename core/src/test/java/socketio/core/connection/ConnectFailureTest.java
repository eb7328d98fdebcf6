package socketio.core.connection;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertCompleted;
import static socketio.core.doubles.Harness.assertSays;
import static socketio.core.doubles.Harness.failure;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.ClientState;
import socketio.ConnectOptions;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.DisconnectedException;
import socketio.Reconnection;
import socketio.TransportKind;
import socketio.core.doubles.Harness;
import socketio.core.doubles.ReferenceParser;
import socketio.spi.Packet;

/** The errors of a failed connect, and the state after it. */
class ConnectFailureTest {
  private final Harness h = new Harness().watchState();

  @AfterEach
  void close() {
    h.close();
  }

  @Test
  void disconnectsTheOtherNamespacesWhenOneIsRefused() {
    h.watch(h.client.namespace("/a"), "/a").watch(h.client.namespace("/b"), "/b");
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine().open().refuse("/a", "not authorized");
    assertFalse(result.isDone());
    h.engine().confirm("/b");

    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals("the server refused namespace /a: not authorized", error.getMessage());
    assertEquals(Phase.NAMESPACE, error.phase());
    assertEquals("/a", error.namespace());
    assertFalse(error.willRetry());
    assertAtRest();
    assertFalse(h.client.namespace("/b").connected());
    assertEquals(List.of(new Packet.Disconnect("/b")), h.engine().sent(Packet.Disconnect.class));
    assertEquals(
        List.of(
            "IDLE>CONNECTING",
            "/a connect_error NAMESPACE retry=false",
            "CONNECTING>CONNECTED",
            "/b connect",
            "CONNECTED>IDLE",
            "/b disconnect CLIENT_DISCONNECT"),
        h.takeLog());
  }

  /** Nothing is connected, and nothing tries to be. */
  private void assertAtRest() {
    assertEquals(ClientState.IDLE, h.client.state());
    assertTrue(h.engine().closed());
    assertEquals(0, h.loop.timers());
    int engines = h.engines.count();
    h.advance(ofSeconds(60));
    assertEquals(engines, h.engines.count());
  }

  @Test
  void waitsForTheAnswersOfTheOthersBeforeItFails() {
    h.watch(h.client.namespace("/b"), "/b");
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/a", "/b", "/c"));
    h.engine().open().confirm("/b").refuse("/a", "one");
    assertFalse(result.isDone());
    assertTrue(h.client.namespace("/b").connected());
    h.engine().refuse("/c", "three");
    assertEquals("/a", failure(ConnectionException.class, result).namespace());
    assertFalse(h.client.namespace("/b").connected());
    assertEquals(List.of("/b connect", "/b disconnect CLIENT_DISCONNECT"), logOf("/b"));
    assertAtRest();
  }

  @Test
  void namesTheRefusalWhenTheApplicationLeavesTheRest() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/a", "/b"));
    h.engine().open().refuse("/a", "one");
    CompletableFuture<Void> left = h.client.namespace("/b").disconnect();
    assertCompleted(left);
    assertEquals("/a", failure(ConnectionException.class, result).namespace());
    assertAtRest();
  }

  private List<String> logOf(String namespace) {
    return h.takeLog().stream().filter(line -> line.startsWith(namespace)).toList();
  }

  @Test
  void namesEveryNamespaceThatWasRefused() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/a", "/b", "/c"));
    h.engine()
        .open()
        .confirm("/b")
        .receive(
            new Packet.ConnectError(
                "/c", Args.of(Map.of("message", "full", "data", Map.of("n", 1)))));
    h.loop.advance(ofSeconds(20));
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals(
        "connect failed: the server refused namespace /c: full; the server did not answer CONNECT of"
            + " namespace /a within PT20S",
        error.getMessage());
    assertEquals("/c", error.namespace());
    assertEquals(Map.of("n", 1), error.data());
    assertEquals(1, error.getSuppressed().length);
    assertEquals("/a", ((ConnectionException) error.getSuppressed()[0]).namespace());
    assertAtRest();
  }

  @Test
  void leavesThoseThatJoinedMeanwhileToo() {
    h.watch(h.client.namespace("/late"), "/late").watch(h.client.namespace("/open"), "/open");
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/a", "/b"));
    h.engine().open();
    CompletableFuture<Void> open = h.client.namespace("/open").connect();
    CompletableFuture<Void> late = h.client.namespace("/late").connect();
    h.engine().confirm("/open", "/b");
    assertCompleted(open);
    h.engine().refuse("/a", "no");
    failure(ConnectionException.class, result);
    assertEquals("/a", failure(ConnectionException.class, late).namespace());
    assertEquals(
        List.of(
            "/open connect",
            "/open disconnect CLIENT_DISCONNECT",
            "/late connect_error NAMESPACE retry=false"),
        h.takeLog().stream().filter(line -> line.startsWith("/")).toList());
    assertAtRest();
  }

  @Test
  void doesNotFailForANamespaceThatItWasNotCalledFor() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/a"));
    CompletableFuture<Void> joined = h.client.namespace("/b").connect();
    h.engine().open().confirm("/a");
    assertCompleted(result);
    h.engine().refuse("/b", "no");
    failure(ConnectionException.class, joined);
    assertTrue(h.client.namespace("/a").connected());
  }

  @Test
  void endsTheCallsAndWaitsOfWhatItDisconnects() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/a", "/b"));
    h.engine().open().confirm("/b");
    CompletableFuture<Args> answer = h.client.namespace("/b").call("ask");
    CompletableFuture<Args> event = h.client.namespace("/b").awaitEvent("news", ofSeconds(60));
    h.engine().refuse("/a", "no");
    failure(ConnectionException.class, result);
    assertEquals(
        DisconnectReason.CLIENT_DISCONNECT, failure(DisconnectedException.class, answer).reason());
    assertSays("the server refused namespace /a", failure(DisconnectedException.class, event));
    assertAtRest();
  }

  @Test
  void mayBeRepeatedWhereItFailed() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/a", "/b"));
    CompletableFuture<Void> second =
        result.exceptionallyCompose(e -> h.client.connect(OPTIONS.namespaces("/a", "/b")));
    h.engine().open().confirm("/b").refuse("/a", "not yet");
    h.handlers.run();
    h.engine().open().confirm("/a", "/b");
    h.handlers.run();
    assertEquals(2, h.engines.count());
    assertCompleted(second);
    assertTrue(h.client.namespace("/b").connected());
  }

  @Test
  void leavesNothingWhenItIsCancelledOrTimedOutByItsCaller() {
    h.watch(h.client.namespace("/b"), "/b");
    CompletableFuture<Void> cancelled = h.client.connect(OPTIONS.namespaces("/a", "/b"));
    h.engine().open().confirm("/b");
    cancelled.cancel(false);
    assertEquals(List.of("/b connect", "/b disconnect CLIENT_DISCONNECT"), logOf("/b"));
    assertAtRest();

    CompletableFuture<Void> timedOut = h.client.connect(OPTIONS.namespaces("/a", "/b"));
    h.engine().open().confirm("/b");
    timedOut.completeExceptionally(new TimeoutException()); // as orTimeout does
    assertEquals(List.of("/b connect", "/b disconnect CLIENT_DISCONNECT"), logOf("/b"));
    assertAtRest();
  }

  @Test
  void keepsTheOthersIfItDoesNotWaitForThem() {
    CompletableFuture<Void> result =
        h.client.connect(OPTIONS.namespaces("/a", "/b").waitForNamespaces(false));
    h.engine().open().confirm("/b").refuse("/a", "no");
    assertCompleted(result);
    assertTrue(h.client.namespace("/b").connected());
    assertFalse(h.engine().closed());
  }

  @Test
  void isFinalForARefusalAlthoughTheFirstConnectIsRetried() {
    Reconnection policy = Reconnection.defaults().policy(attempt -> ofSeconds(1));
    try (var other = new Harness(builder -> builder.reconnection(policy))) {
      List<Reconnection.Event> events = other.reconnections();
      ConnectOptions options = OPTIONS.namespaces("/a", "/b").retry(true);
      CompletableFuture<Void> result = other.client.connect(options);
      other.engine().open().confirm("/b").refuse("/a", "no");
      assertEquals("/a", failure(ConnectionException.class, result).namespace());
      assertEquals(ClientState.IDLE, other.client.state());
      other.handlers.run();
      assertEquals(1, events.size());
      assertEquals(0, ((Reconnection.Event.GaveUp) events.get(0)).attempts());

      CompletableFuture<Void> lost = other.client.connect(options);
      other.engine().open().refuse("/a", "no");
      other.engine().lose(DisconnectReason.TRANSPORT_ERROR);
      ConnectionException error = failure(ConnectionException.class, lost);
      assertEquals("/a", error.namespace());
      assertSays("the connection ended (TRANSPORT_ERROR)", error);
      assertEquals(ClientState.IDLE, other.client.state());
      assertEquals(0, other.loop.timers());
    }
  }

  @Test
  void isRetriedUntilAllHaveJoinedOnOneConnection() {
    try (var other =
        new Harness(b -> b.reconnection(Reconnection.defaults().attempts(2).jitter(0)))) {
      List<Reconnection.Event> events = other.reconnections();
      CompletableFuture<Void> result =
          other.client.connect(OPTIONS.namespaces("/a", "/b").retry(true));
      other.engine().open().confirm("/a").lose(DisconnectReason.TRANSPORT_ERROR);
      assertFalse(result.isDone());
      other.advance(ofSeconds(1));
      other.engine().open().confirm("/a", "/b");
      assertCompleted(result);
      other.handlers.run();
      assertEquals(new Reconnection.Event.Succeeded(1), events.get(events.size() - 1));
      assertEquals(3, events.size());
      other.client.blocking().disconnect();

      CompletableFuture<Void> vain =
          other.client.connect(OPTIONS.namespaces("/a", "/b").retry(true));
      for (int attempt = 0; attempt < 3; attempt++) {
        assertFalse(vain.isDone(), "an attempt is left");
        other.engine().open().confirm("/a").lose(DisconnectReason.TRANSPORT_ERROR);
        other.advance(ofSeconds(10));
      }
      failure(ConnectionException.class, vain);
      assertEquals(ClientState.IDLE, other.client.state());
    }
  }

  @Test
  void readsEveryFormOfRefusal() {
    assertRefusal(Args.of(Map.of("message", "no", "data", 7)), ": no", 7);
    assertRefusal(Args.of(Map.of("message", "no")), ": no", null);
    assertRefusal(Args.of("no"), ": no", null);
    assertRefusal(Args.of(Map.of("code", 7)), "", Map.of("code", 7));
    assertRefusal(Args.of(Map.of("message", 7)), "", Map.of("message", 7));
    assertRefusal(Args.of(), "", null);
  }

  private void assertRefusal(Args payload, String said, @Nullable Object data) {
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine().open().receive(new Packet.ConnectError("/", payload));
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals("the server refused namespace /" + said, error.getMessage());
    assertEquals(data, error.data());
  }

  @Test
  void isIdleAfterAllNamespacesWereRefused() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/a", "/b"));
    h.engine().open().refuse("/a", "one");
    h.engine().refuse("/b", "two");
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals("/a", error.namespace());
    assertEquals("/b", ((ConnectionException) error.getSuppressed()[0]).namespace());
    assertEquals(ClientState.IDLE, h.client.state());
    assertTrue(h.engine().closed());
    assertNull(h.client.engineId());
    assertEquals(0, h.loop.timers());
  }

  @Test
  void saysThatTheServerIsTooOldWhenItConfirmsWithoutSid() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine().open().receive(new Packet.Connect("/", Args.of()));
    ConnectionException error = failure(ConnectionException.class, result);
    assertSays("it is a Socket.IO 2.x server", error);
    assertEquals(ClientState.IDLE, h.client.state());
  }

  @Test
  void tellsWhatTheEngineKnowsOfTheFailure() {
    var engineError =
        ConnectionException.builder(Phase.HANDSHAKE, "every transport failed")
            .transport(TransportKind.POLLING)
            .httpStatus(503)
            .retryAfter(ofSeconds(7))
            .build();
    engineError.addSuppressed(new IOException("by websocket"));
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine().end(DisconnectReason.TRANSPORT_ERROR, engineError);

    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals(503, error.httpStatus());
    assertEquals(ofSeconds(7), error.retryAfter());
    assertEquals("by websocket", error.getSuppressed()[0].getMessage());
  }

  @Test
  void tellsHowLongToWaitWhereJoiningFailed() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine()
        .open()
        .end(
            DisconnectReason.TRANSPORT_ERROR,
            ConnectionException.builder(Phase.HANDSHAKE, "HTTP 429")
                .retryAfter(ofSeconds(7))
                .build());

    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals(Phase.NAMESPACE, error.phase());
    assertEquals(ofSeconds(7), error.retryAfter());
  }

  @Test
  void refusesToWaitForLessThanNothing() {
    var builder = ConnectionException.builder(Phase.HANDSHAKE, "x");
    IllegalArgumentException error =
        assertThrows(IllegalArgumentException.class, () -> builder.retryAfter(ofSeconds(-1)));
    assertSays("retryAfter: PT-1S must not be negative", error);
  }

  @Test
  void failsWhenTheServerAnswersNoNamespaceInTime() {
    h.watch(h.client, "/");
    CompletableFuture<Void> result = h.client.connect(OPTIONS.timeout(ofSeconds(3)));
    h.loop.advance(ofSeconds(2));
    h.engine().open();
    h.loop.advance(ofSeconds(1));
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals(
        "the server did not answer CONNECT of namespace / within PT3S", error.getMessage());
    assertEquals("/", error.namespace());
    assertTrue(h.engine().closed());
    assertEquals(ClientState.IDLE, h.client.state());
    assertTrue(h.takeLog().contains("/ connect_error NAMESPACE retry=false"));
  }

  @Test
  void disconnectsTheOtherNamespacesWhenOneIsNotAnsweredInTime() {
    h.watch(h.client.namespace("/a"), "/a");
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/a", "/b"));
    h.engine().open().confirm("/a");
    h.loop.advance(ofSeconds(20));
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals("/b", error.namespace());
    assertEquals(
        "the server did not answer CONNECT of namespace /b within PT20S", error.getMessage());
    assertFalse(h.client.namespace("/a").connected());
    assertEquals(List.of("/a connect", "/a disconnect CLIENT_DISCONNECT"), logOf("/a"));
    assertAtRest();
  }

  @Test
  void failsWhenTheEngineDoesNotOpenInTime() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.timeout(ofSeconds(3)));
    h.loop.advance(ofSeconds(3));
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals(Phase.HANDSHAKE, error.phase());
    assertEquals("no connection within PT3S", error.getMessage());
    assertEquals(TransportKind.POLLING, error.transport());
    assertTrue(h.engine().closed());
  }

  @Test
  void failsWithWhatTheEngineReports() {
    h.watch(h.client.namespace("/a"), "/a").watch(h.client.namespace("/b"), "/b");
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine()
        .end(
            DisconnectReason.TRANSPORT_ERROR,
            ConnectionException.builder(Phase.CONNECT, "connection refused").body("b").build());
    ConnectionException error = failure(ConnectionException.class, result);
    assertEquals("connection refused", error.getMessage());
    assertEquals("b", error.body());
    assertEquals(
        List.of(
            "IDLE>CONNECTING",
            "CONNECTING>IDLE",
            "/a connect_error CONNECT retry=false",
            "/b connect_error CONNECT retry=false"),
        h.takeLog());
    assertEquals(0, h.loop.timers());
  }

  @Test
  void failsWhenTheConnectionEndsBeforeANamespaceIsConfirmed() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine().open().lose(DisconnectReason.TRANSPORT_CLOSE);
    ConnectionException error = failure(ConnectionException.class, result);
    assertSays("TRANSPORT_CLOSE", error);
    assertEquals(Phase.NAMESPACE, error.phase());
  }

  @Test
  void failsWhenTheAuthPayloadCannotBeEncoded() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.auth(ReferenceParser.UNENCODABLE));
    h.engine().open();
    ConnectionException error = failure(ConnectionException.class, result);
    assertSays("the auth payload of namespace / cannot be encoded", error);
    assertEquals(ClientState.IDLE, h.client.state());
  }

  @Test
  void disconnectsTheOthersWhenTheAuthPayloadOfOneCannotBeEncoded() {
    CompletableFuture<Void> result =
        h.client.connect(OPTIONS.namespaces("/a", "/b").auth("/a", ReferenceParser.UNENCODABLE));
    h.engine().open().confirm("/b");
    assertEquals("/a", failure(ConnectionException.class, result).namespace());
    assertFalse(h.client.namespace("/b").connected());
    assertAtRest();
  }

  @Test
  void failsWhenTheConnectionIsLostBetweenTwoAnswers() {
    h.watch(h.client.namespace("/a"), "/a").watch(h.client.namespace("/b"), "/b");
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine().open().confirm("/a");
    h.takeLog();
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    assertFalse(failure(ConnectionException.class, result).willRetry());
    assertEquals(
        List.of(
            "CONNECTED>IDLE",
            "/a disconnect TRANSPORT_ERROR",
            "/b connect_error NAMESPACE retry=false"),
        h.takeLog());
    assertAtRest();
  }

  @Test
  void reportsOnceThatNamespacesWereNotAnsweredInTime() throws InterruptedException {
    var url = new CompletableFuture<String>();
    CompletableFuture<Void> result =
        h.client.connect(ConnectOptions.toAsync(() -> url).namespaces("/a", "/b"));
    List<String> meanwhile = List.of("/c", "/d", "/e", "/f");
    for (String namespace : meanwhile) {
      h.watch(h.client.namespace(namespace), namespace);
      var unused = h.client.namespace(namespace).connect(ofSeconds(60));
    }
    url.complete("http://localhost");
    h.until(() -> h.engines.count() == 1);
    h.engine().open().confirm("/a");
    h.takeLog();
    h.loop.advance(ofSeconds(20));
    assertEquals("/b", failure(ConnectionException.class, result).namespace());
    List<String> errors =
        meanwhile.stream().map(each -> each + " connect_error NAMESPACE retry=false").toList();
    assertEquals(
        errors, h.takeLog().stream().filter(line -> line.startsWith("/")).sorted().toList());
    assertAtRest();
  }

  @Test
  void everyAttemptThatLosesTheConnectionBetweenTwoAnswersIsReportedAsFailed() {
    try (var other =
        new Harness(b -> b.reconnection(Reconnection.defaults().attempts(1).jitter(0)))) {
      List<Reconnection.Event> events = other.reconnections();
      CompletableFuture<Void> result =
          other.client.connect(OPTIONS.namespaces("/a", "/b").retry(true));
      for (int attempt = 0; attempt < 2; attempt++) {
        other.engine().open().confirm("/a").lose(DisconnectReason.TRANSPORT_ERROR);
        other.advance(ofSeconds(10));
      }
      failure(ConnectionException.class, result);
      other.handlers.run();
      assertEquals(
          List.of("Scheduled", "Attempting", "Failed", "GaveUp"),
          events.stream().map(event -> event.getClass().getSimpleName()).toList());
      var failed = (Reconnection.Event.Failed) events.get(2);
      assertEquals(1, failed.attempt());
      assertFalse(failed.error().willRetry());
    }
  }

  @Test
  void requestsNoNamespaceTwiceThatTheServerMayYetConfirm() {
    CompletableFuture<Void> result =
        h.client.connect(OPTIONS.namespaces("/a", "/b").waitForNamespaces(false));
    h.engine().open().confirm("/a");
    assertCompleted(result);
    h.loop.advance(ofSeconds(20));
    CompletableFuture<Void> joined = h.client.namespace("/b").connect();
    h.engine().confirm("/b");
    assertCompleted(joined);
    assertEquals(Map.of("Connect/a", 1, "Connect/b", 1), h.engine().tally());
  }
}
