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
import org.junit.jupiter.api.Test;
import socketio.DisconnectReason;

/** close() from every state: what was sent leaves, the server is notified, nothing remains. */
class CloseTest extends EngineTest {
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  private void assertClosed() {
    assertEnded(DisconnectReason.CLIENT_DISCONNECT);
    assertNull(diary.cause);
    assertEquals("close CLIENT_DISCONNECT", diary.lines.get(diary.lines.size() - 1));
    assertFalse(network.polling());
    assertFalse(network.posting());
  }

  @Test
  void postsWhatWasSentAndThenTheClosePacket() {
    openPolling(NO_UPGRADES);
    loop.run(
        () -> {
          engine().send(frames("a", "b"));
          engine().close();
          engine().send(frames("ignored"));
          engine().close();
        });
    assertTrue(network.polling(), "a cancelled poll would end the session before the post arrives");

    assertEquals("4a|4b", posted());
    assertNull(diary.reason);
    assertEquals("1", posted());
    assertClosed();
  }

  @Test
  void waitsForThePostInFlight() {
    openPolling(NO_UPGRADES);
    send("a");
    send("b");
    close();
    network.get().answer("4ignored");
    loop.run();

    assertEquals("4a", posted());
    assertEquals("4b", posted());
    assertEquals("1", posted());
    assertClosed();
  }

  @Test
  void endsWithinTwoSecondsOverPolling() {
    openPolling(NO_UPGRADES);
    close();
    loop.advance(TWO_SECONDS);

    assertClosed();
  }

  @Test
  void endsWhenTheLastPostFails() {
    openPolling(NO_UPGRADES);
    close();
    network.post().fail(new IOException("gone"));
    loop.run();

    assertClosed();
  }

  @Test
  void ignoresAPollThatFailsWhileClosing() {
    openPolling(NO_UPGRADES);
    close();
    network.get().fail(new IOException("gone"));
    loop.run();
    assertNull(diary.reason);
    posted();

    assertClosed();
  }

  @Test
  void closesAChannelInGoodOrder() {
    openChannel(HANDSHAKE);
    send("a");
    close();
    close();
    assertEquals(List.of("4a", "1"), network.channel().sent);
    assertEquals(1000, network.channel().closeCode);
    network.channel().text("4late");
    network.channel().listener.onClose(1005, "");
    loop.run();

    assertEquals(List.of("open " + SID, "close CLIENT_DISCONNECT"), diary.lines);
    assertClosed();
  }

  @Test
  void endsWithinTwoSecondsOnAChannel() {
    openChannel(HANDSHAKE);
    close();
    loop.advance(TWO_SECONDS);

    assertClosed();
    assertTrue(network.channel().aborted);
  }

  @Test
  void leavesNoSessionBehindWhenClosedBeforeThePollingHandshake() {
    open(POLLING);
    send("dropped");
    close();
    assertNull(diary.reason);
    network.get().answer(HANDSHAKE + "|4x");
    loop.run();
    assertTrue(network.post().query().endsWith("&sid=" + SID));

    assertEquals("1", posted());
    assertEquals(List.of("close CLIENT_DISCONNECT"), diary.lines);
    assertClosed();
    assertTrue(network.channels.isEmpty());
  }

  @Test
  void endsWhenTheHandshakeFailsAfterClose() {
    open(POLLING);
    close();
    network.get().answer(404, "");
    loop.run();

    assertClosed();
  }

  @Test
  void doesNotWaitLongForAHandshakeThatIsNotWanted() {
    open(POLLING);
    close();
    loop.advance(TWO_SECONDS);

    assertClosed();
  }

  @Test
  void doesNotWaitLongForTheFarewellOfAnUnwantedSession() {
    open(POLLING);
    close();
    network.get().answer(HANDSHAKE);
    loop.advance(TWO_SECONDS);

    assertClosed();
  }

  @Test
  void dropsAChannelThatIsStillConnecting() {
    open(WEBSOCKET);
    loop.run(
        () -> {
          engine().close();
          assertNull(diary.reason, "not from within close");
        });

    assertClosed();
    assertTrue(network.channel().aborted);
  }

  @Test
  void closesAnOpenChannelBeforeItsHandshake() {
    open(WEBSOCKET);
    network.channel().open();
    loop.run();
    close();
    network.channel().text(HANDSHAKE);
    loop.run();
    assertEquals(1000, network.channel().closeCode);
    network.channel().listener.onClose(1000, "");
    loop.run();

    assertEquals(List.of("close CLIENT_DISCONNECT"), diary.lines);
    assertClosed();
  }

  @Test
  void canBeClosedFromWithinOnOpen() {
    diary.onOpen = () -> engine().close();
    openPolling(HANDSHAKE);
    assertTrue(network.channels.isEmpty());
    assertEquals("1", posted());

    assertClosed();
  }

  @Test
  void canBeClosedFromWithinOnMessage() {
    diary.onMessage = () -> engine().close();
    openPolling(NO_UPGRADES);
    poll("4one|4two|2");
    assertEquals("1", posted());

    assertEquals(List.of("one"), diary.messages);
    assertClosed();
  }

  @Test
  void abortDuringCloseEndsAtOnce() {
    openPolling(NO_UPGRADES);
    close();
    loop.run(() -> engine().abort(DisconnectReason.PARSE_ERROR, new IOException("x")));

    assertEquals(DisconnectReason.PARSE_ERROR, diary.reason);
    assertEquals(0, loop.timers());
    assertFalse(network.posting());
  }
}
