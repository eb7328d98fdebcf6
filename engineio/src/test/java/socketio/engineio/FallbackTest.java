package socketio.engineio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.TransportKind.POLLING;
import static socketio.TransportKind.WEBSOCKET;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;

/** One transport after another in one attempt, of ten seconds. */
class FallbackTest extends EngineTest {
  /** The engine's own timer comes first. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  @BeforeEach
  void tryAll() {
    options = builder -> builder.tryAllTransports(true);
  }

  private void refuseChannel(int status) {
    network
        .channel()
        .listener
        .onFailure(new IOException("Expected HTTP 101"), FakeNetwork.response(status, "no"));
    loop.run();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 503})
  void opensByPollingWhereTheWebSocketIsRefused(int status) {
    open(WEBSOCKET, POLLING);
    refuseChannel(status);
    loop.run(() -> assertEquals(POLLING, engine().transport()));
    network.get().answer(HANDSHAKE);
    loop.run();

    assertEquals(List.of("open " + SID, "upgrade error websocket"), diary.lines);
    assertWords(diary.upgradeError, "answered HTTP " + status + " over websocket");
    assertEquals(1, network.channels.size(), "no upgrade to what has failed");
    assertEquals(1, loop.timers(), "the heartbeat's");
  }

  @Test
  void opensByWebSocketWherePollingFails() {
    open(POLLING, WEBSOCKET);
    network.get().answer(404, "no");
    loop.run();
    network.channel().open();
    network.channel().text(HANDSHAKE);
    loop.run();

    assertEquals(List.of("open " + SID, "upgrade error polling"), diary.lines);
    loop.run(() -> assertEquals(WEBSOCKET, engine().transport()));
  }

  @Test
  void leavesATransportThatIsNeverAnsweredHalfOfTheTime() {
    open(WEBSOCKET, POLLING);
    loop.advance(Duration.ofMillis(4999));
    assertTrue(network.gets.isEmpty());
    loop.advance(Duration.ofMillis(1));
    assertTrue(network.channel().aborted);
    assertEquals(Duration.ofSeconds(5).plus(GRACE), network.get().request.timeout());
    network.channel().open();
    network.channel().text(HANDSHAKE);
    loop.run();
    assertEquals(List.of(), diary.lines, "late news of what was given up");

    network.get().answer(HANDSHAKE);
    loop.run();
    assertEquals(List.of("open " + SID, "upgrade error websocket"), diary.lines);
    assertWords(diary.upgradeError, "did not answer over websocket within 5000 ms");
  }

  @Test
  void leavesTheNextOneAllTheTimeThatAFailureHasNotTaken() {
    open(WEBSOCKET, POLLING);
    loop.advance(Duration.ofSeconds(1));
    refuseChannel(502);
    loop.advance(Duration.ofMillis(8999));
    assertTrue(network.polling());
    assertEquals(List.of(), diary.lines);
    loop.advance(Duration.ofMillis(1));

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(
        Phase.CONNECT,
        "every transport failed: http://example.com:8080/socket.io/ answered HTTP 502 over websocket",
        "; http://example.com:8080/socket.io/ did not answer over polling within 9000 ms");
    assertFalse(network.polling());
  }

  @Test
  void tellsOfEveryTransportThatWasTried() {
    ConnectException refused = new ConnectException("Connection refused");
    open(WEBSOCKET, POLLING);
    refuseChannel(403);
    network.get().fail(refused);
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(
        Phase.CONNECT,
        "every transport failed: ",
        "answered HTTP 403 over websocket",
        "; cannot reach http://example.com:8080/socket.io/ over polling");
    assertEquals(POLLING, failure().transport());
    assertEquals(0, failure().httpStatus());
    assertSame(refused, failure().getCause());
    Throwable[] suppressed = failure().getSuppressed();
    assertEquals(1, suppressed.length);
    assertEquals(403, ((ConnectionException) suppressed[0]).httpStatus());
    assertEquals(List.of("close TRANSPORT_ERROR"), diary.lines);
  }

  @Test
  void keepsWhatTheLastAnswerSays() {
    open(WEBSOCKET, POLLING);
    refuseChannel(403);
    network.get().answer(429, "slow down", "Retry-After", "3");
    loop.run();

    assertFailed(Phase.HANDSHAKE, "answered HTTP 429 over polling");
    assertEquals(429, failure().httpStatus());
    assertEquals("slow down", failure().body());
    assertEquals(Duration.ofSeconds(3), failure().retryAfter());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void endsWhenPollingIsForbidden(int status) {
    open(POLLING, WEBSOCKET);
    network.get().answer(status, "no");
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.HANDSHAKE, "answered HTTP " + status + " over polling");
    assertTrue(network.channels.isEmpty());
    assertEquals(0, failure().getSuppressed().length);
  }

  @Test
  void sendsWhatWasSentWhileTheFirstOneWasTried() {
    open(WEBSOCKET, POLLING);
    send("early");
    refuseChannel(502);
    send("later");
    network.get().answer(NO_UPGRADES);
    loop.run();

    assertEquals("4early|4later", network.post().body());
  }

  @Test
  void closesTheOneThatIsTried() {
    open(WEBSOCKET, POLLING);
    refuseChannel(502);
    close();
    network.get().answer(NO_UPGRADES);
    loop.run();
    assertEquals("1", posted(), "the session that the server has made is closed");

    assertEnded(DisconnectReason.CLIENT_DISCONNECT);
    assertEquals(List.of("close CLIENT_DISCONNECT"), diary.lines);
  }

  @Test
  void triesNoOtherOneAfterAClose() {
    open(WEBSOCKET, POLLING);
    network.channel().open();
    loop.run();
    close();
    network.channel().listener.onClose(1000, "");
    loop.run();

    assertEnded(DisconnectReason.CLIENT_DISCONNECT);
    assertTrue(network.gets.isEmpty());
  }

  @Test
  void triesOneOnlyUnlessAskedTo() {
    options = builder -> builder;
    open(WEBSOCKET, POLLING);
    refuseChannel(502);

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertFailed(Phase.HANDSHAKE, "answered HTTP 502 over websocket");
    assertTrue(network.gets.isEmpty());
  }

  @Test
  void goesOnWhenTheListenerClosesInOnOpen() {
    diary.onOpen = () -> engine().close();
    open(WEBSOCKET, POLLING);
    refuseChannel(502);
    network.get().answer(HANDSHAKE);
    loop.run();
    assertEquals("1", posted());

    assertEquals(List.of("open " + SID, "close CLIENT_DISCONNECT"), diary.lines);
  }
}
