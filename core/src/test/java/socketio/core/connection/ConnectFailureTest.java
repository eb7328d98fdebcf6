package socketio.core.connection;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.core.doubles.Harness.OPTIONS;
import static socketio.core.doubles.Harness.assertSays;
import static socketio.core.doubles.Harness.failure;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import socketio.Args;
import socketio.ClientState;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
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
  void keepsTheOtherNamespacesWhenOneIsRefused() {
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
    assertEquals(ClientState.CONNECTED, h.client.state());
    assertFalse(h.client.namespace("/a").connected());
    assertTrue(h.client.namespace("/b").connected());
    assertEquals(
        List.of(
            "IDLE>CONNECTING",
            "/a connect_error NAMESPACE retry=false",
            "CONNECTING>CONNECTED",
            "/b connect"),
        h.takeLog());
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
  void keepsTheNamespacesThatWereAnsweredInTime() {
    CompletableFuture<Void> result = h.client.connect(OPTIONS.namespaces("/a", "/b"));
    h.engine().open().confirm("/a");
    h.loop.advance(ofSeconds(20));
    assertEquals("/b", failure(ConnectionException.class, result).namespace());
    assertTrue(h.client.namespace("/a").connected());
    assertFalse(h.engine().closed());
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
  void failsWhenTheConnectionIsLostBetweenTwoAnswers() {
    h.watch(h.client.namespace("/a"), "/a").watch(h.client.namespace("/b"), "/b");
    CompletableFuture<Void> result = h.client.connect(OPTIONS);
    h.engine().open().confirm("/a");
    h.takeLog();
    h.engine().lose(DisconnectReason.TRANSPORT_ERROR);
    assertTrue(failure(ConnectionException.class, result).willRetry());
    assertEquals(
        List.of(
            "CONNECTED>WAITING",
            "/a disconnect TRANSPORT_ERROR",
            "/b connect_error NAMESPACE retry=true"),
        h.takeLog());
  }
}
