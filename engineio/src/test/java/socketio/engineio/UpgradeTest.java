package socketio.engineio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static socketio.TransportKind.POLLING;
import static socketio.TransportKind.WEBSOCKET;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import socketio.DisconnectReason;
import socketio.TransportKind;
import socketio.spi.Engine;
import socketio.spi.Frame;

/** Engine.IO protocol, "Upgrade". */
class UpgradeTest extends EngineTest {
  /** Opens, with a GET in flight, and sends the probe. */
  private void openProbingWithAPollInFlight() {
    openPolling(HANDSHAKE);
    loop.advance(Duration.ofMillis(100));
    network.channel().open();
    loop.run();
    assertTrue(network.polling());
  }

  @Test
  void upgradesAtOnceWhenNoPollIsInFlight() {
    openPolling(HANDSHAKE);
    assertEquals(
        "EIO=4&transport=websocket&sid=" + SID, network.channel().request.uri().getRawQuery());
    assertTrue(network.channel().sent.isEmpty(), "nothing before the channel is open");
    network.channel().open();
    loop.run();
    assertEquals(List.of("2probe"), network.channel().sent);
    receive("3probe");

    assertEquals(List.of("2probe", "5"), network.channel().sent);
    assertEquals(List.of("open " + SID, "upgrade websocket"), diary.lines);
    assertEquals(1, network.gets.size(), "the handshake only");
    loop.run(() -> assertEquals(WEBSOCKET, engine().transport()));
    assertEquals(1, loop.timers(), "the heartbeat's");
  }

  @Test
  void measuresTheRoundTripOfTheProbe() {
    openProbingWithAPollInFlight();
    loop.advance(Duration.ofMillis(40));
    receive("3probe");
    loop.advance(Duration.ofMillis(500));
    assertEquals(List.of(), diary.roundTrips);
    poll("6");

    assertEquals(List.of(Duration.ofMillis(40)), diary.roundTrips);
  }

  @Test
  void waitsForThePollAndThePostInFlightAndHoldsWrites() {
    openProbingWithAPollInFlight();
    send("posted");
    receive("3probe");
    send("held", "too");
    assertEquals("4posted", network.post().body());
    assertEquals(List.of("2probe"), network.channel().sent);
    loop.run(() -> assertEquals(7 + 5 + 4, engine().queuedBytes()));

    posted();
    assertEquals(List.of("2probe"), network.channel().sent);
    assertFalse(network.posting());
    poll("4last|6");

    assertEquals(List.of("2probe", "5", "4held", "4too"), network.channel().sent);
    assertEquals(List.of(1, 3), network.channel().batches);
    assertEquals(List.of("last"), diary.messages);
    assertEquals("upgrade websocket", diary.lines.get(diary.lines.size() - 1));
    assertFalse(network.polling());
    send("after");
    assertEquals("4after", network.channel().sent.get(4));
  }

  @Test
  void deliversWhatTheChannelBringsTooEarlyAfterTheLastPoll() {
    openProbingWithAPollInFlight();
    receive("3probe");
    receive("4third");
    network.channel().listener.onFrame(new Frame.Binary(new byte[] {4}));
    poll("4first|4second");
    receive("4fifth");

    assertEquals(List.of("first", "second", "third", "<04>", "fifth"), diary.messages);
  }

  @Test
  void aPingInTheLastPollIsAnsweredOnTheChannel() {
    openProbingWithAPollInFlight();
    receive("3probe");
    poll("2|6");

    assertEquals(List.of("2probe", "5", "3"), network.channel().sent);
  }

  @Test
  void holdsThePollBackOnlyForAShortTime() {
    openPolling(HANDSHAKE);
    assertFalse(network.polling());
    loop.advance(Duration.ofMillis(99));
    assertFalse(network.polling());
    loop.advance(Duration.ofMillis(1));

    assertTrue(network.polling());
  }

  @Test
  void doesNotHoldThePollBackWhereTheServerIsFar() {
    open(POLLING, WEBSOCKET);
    loop.advance(Duration.ofMillis(100));
    network.get().answer(HANDSHAKE);
    loop.run();

    assertTrue(network.polling());
  }

  @Test
  void postsWhileTheProbeIsOut() {
    openProbing();
    send("x");

    assertEquals("4x", posted());
  }

  @Test
  void triesNoUpgradeThatTheServerDoesNotOffer() {
    openPolling(NO_UPGRADES);

    assertTrue(network.channels.isEmpty());
    assertTrue(network.polling());
  }

  @Test
  void triesNoUpgradeThatTheClientDoesNotWant() {
    open(POLLING);
    poll(HANDSHAKE);

    assertTrue(network.channels.isEmpty());
    assertTrue(network.polling());
  }

  @Test
  void triesNoUpgradeThatTheLibraryDoesNotOffer() {
    network.kinds = Set.of(POLLING);
    openPolling(HANDSHAKE);

    assertTrue(network.channels.isEmpty());
    assertTrue(network.polling());
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "3Probe", "2probe", "4x", "6", "1", ""})
  void anyOtherAnswerToTheProbeIsAnUpgradeError(String answer) {
    openProbing();
    receive(answer);

    assertUpgradeError("did not answer the probe but sent something else");
  }

  private void assertUpgradeError(String... words) {
    assertEquals(List.of("open " + SID, "upgrade error websocket"), diary.lines);
    assertWords(diary.upgradeError, words);
    assertTrue(network.channel().aborted);
    assertTrue(network.polling());
    assertEquals(1, loop.timers(), "the heartbeat's");
    send("still");
    assertEquals("4still", posted());
    poll("4there");
    assertEquals(List.of("there"), diary.messages);
    loop.run(() -> assertEquals(POLLING, engine().transport()));
  }

  @Test
  void aChannelThatIsRefusedIsAnUpgradeError() {
    openPolling(HANDSHAKE);
    network
        .channel()
        .listener
        .onFailure(new IOException("no 101"), FakeNetwork.response(400, "bad"));
    loop.run();

    assertUpgradeErrorOf(
        "http://example.com:8080/socket.io/ answered HTTP 400 over websocket: the server refuses");
  }

  private void assertUpgradeErrorOf(String words) {
    assertEquals(List.of("open " + SID, "upgrade error websocket"), diary.lines);
    assertWords(diary.upgradeError, words);
    assertTrue(network.polling());
    assertEquals(1, loop.timers());
  }

  @Test
  void aChannelThatIsClosedIsAnUpgradeError() {
    openProbing();
    network.channel().listener.onClose(1000, "");
    loop.run();

    assertUpgradeErrorOf("closed the websocket connection with code 1000");
  }

  @Test
  void aChannelThatBreaksWhilePollingComesToRestIsAnUpgradeError() {
    openProbingWithAPollInFlight();
    receive("3probe");
    send("held");
    receive("4early");
    network.channel().listener.onFailure(new IOException("reset"), null);
    loop.run();

    assertEquals(List.of("open " + SID, "upgrade error websocket", "message early"), diary.lines);
    assertEquals("4held", posted());
    poll("4x");
    assertEquals(List.of("early", "x"), diary.messages);
  }

  @Test
  void noAnswerInTimeIsAnUpgradeError() {
    openPolling(HANDSHAKE);
    network.channel().open();
    loop.advance(Duration.ofSeconds(10));

    assertUpgradeError("the upgrade to websocket failed: no answer to the probe in time");
  }

  @Test
  void aPollThatIsNotEndedInTimeIsAnUpgradeError() {
    openProbingWithAPollInFlight();
    receive("3probe");
    send("held");
    loop.advance(Duration.ofSeconds(5));

    assertEquals("upgrade error websocket", diary.lines.get(1));
    assertWords(diary.upgradeError, "did not end the pending poll in time");
    assertTrue(network.channel().aborted);
    assertEquals("4held", posted());
    poll("4x");
    assertEquals(List.of("x"), diary.messages);
  }

  @Test
  void tooMuchTooEarlyIsAnUpgradeError() {
    maxMessageSize = 1000;
    openProbingWithAPollInFlight();
    receive("3probe");
    receive("4" + "x".repeat(1000));

    assertWords(diary.upgradeError, "sent too much before the upgrade was complete");
    assertTrue(network.channel().aborted);
  }

  @Test
  void aTransportThatThrowsIsAnUpgradeError() {
    open(POLLING, WEBSOCKET);
    FakeNetwork.Exchange get = network.get();
    network.refusal = new IllegalStateException("no sockets left");
    get.answer(HANDSHAKE);
    diary.onOpen = () -> loop.execute(() -> network.refusal = null);
    loop.run();

    assertUpgradeErrorOf("cannot reach");
  }

  @Test
  void aBreakAfterTheSwitchEndsTheConnection() {
    openProbing();
    receive("3probe");
    network.channel().listener.onFailure(new IOException("reset"), null);
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertNull(diary.upgradeError);
  }

  @Test
  void aBreakOfPollingEndsBoth() {
    openProbingWithAPollInFlight();
    network.get().fail(new IOException("reset"));
    loop.run();

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertTrue(network.channel().aborted);
    assertNull(diary.upgradeError);
  }

  @Test
  void aClosePacketOverPollingEndsBoth() {
    openProbingWithAPollInFlight();
    receive("3probe");
    poll("1");

    assertEnded(DisconnectReason.TRANSPORT_CLOSE);
    assertTrue(network.channel().aborted);
    assertEquals(List.of("2probe"), network.channel().sent);
  }

  @Test
  void aPingTimeoutEndsBoth() {
    openPolling(HANDSHAKE.replace("25000", "4000").replace("20000", "1000"));
    network.channel().open();
    loop.advance(Duration.ofSeconds(5));

    assertEnded(DisconnectReason.PING_TIMEOUT);
    assertTrue(network.channel().aborted);
  }

  @Test
  void closeDuringTheUpgradeClosesBoth() {
    openProbingWithAPollInFlight();
    send("a");
    receive("3probe");
    send("b");
    close();
    assertTrue(network.channel().aborted);
    assertEquals("4a", posted());
    assertEquals("4b", posted());
    assertEquals("1", posted());

    assertEnded(DisconnectReason.CLIENT_DISCONNECT);
    assertFalse(network.polling());
    assertNull(diary.upgradeError);
  }

  @Test
  void canBeClosedFromWithinOnUpgradeAndOnMessageOfTheLastPoll() {
    openProbingWithAPollInFlight();
    diary.onMessage = () -> engine().close();
    receive("3probe");
    poll("4x|6");

    assertTrue(network.channel().aborted);
    assertEquals("1", posted());
    assertEnded(DisconnectReason.CLIENT_DISCONNECT);
  }

  @Test
  void limitsFollowTheTransport() {
    openProbing();
    loop.run(() -> assertEquals(new Engine.Limits(999_999, 749_997), engine().limits()));
    receive("3probe");
    loop.run(() -> assertEquals(new Engine.Limits(999_999, 1_000_000), engine().limits()));
  }

  /** Otherwise a message that waits for a POST would be too large after the upgrade. */
  @Test
  void whatTheChannelCannotCarryIsRefusedFromTheStart() {
    network.maxMessageSize = 500;
    diary.onOpen = () -> assertEquals(new Engine.Limits(499, 500), engine().limits());
    openProbing();
    loop.run(() -> assertEquals(new Engine.Limits(499, 500), engine().limits()));

    receive("no probe");
    loop.run(() -> assertEquals(new Engine.Limits(999_999, 749_997), engine().limits()));
  }

  @Test
  void opensAChannelOfTheKindThatItAnnounces() {
    openProbing();
    assertEquals(TransportKind.WEBSOCKET, network.channel().kind);
  }

  @Test
  void theHeartbeatGoesOnAcrossTheSwitch() {
    openProbing();
    receive("3probe");
    loop.advance(Duration.ofSeconds(25));
    receive("2");
    loop.advance(Duration.ofSeconds(44));
    assertNull(diary.reason);
    loop.advance(Duration.ofSeconds(1));

    assertEnded(DisconnectReason.PING_TIMEOUT);
  }

  @Test
  void notReadingHoldsAcrossTheSwitch() {
    openProbingWithAPollInFlight();
    loop.run(() -> engine().reading(false));
    assertTrue(network.channel().reading, "the answer to the probe must come through");
    receive("3probe");
    poll("4x|6");

    assertEquals(List.of("x"), diary.messages);
    assertEquals("upgrade websocket", diary.lines.get(diary.lines.size() - 1));
    assertFalse(network.channel().reading);
  }
}
