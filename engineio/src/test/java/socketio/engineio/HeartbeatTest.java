package socketio.engineio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import socketio.DisconnectReason;
import socketio.TransportKind;

/** Engine.IO protocol, "Heartbeat": 25 s interval and 20 s timeout. */
class HeartbeatTest extends EngineTest {
  private static final Duration ALMOST = Duration.ofMillis(44_999);
  private static final Duration TICK = Duration.ofMillis(1);

  @Test
  void answersAPingAtOnceOnAChannel() {
    openChannel(HANDSHAKE);
    receive("2");
    receive("2x");

    assertEquals(List.of("3", "3x"), network.channel().sent);
  }

  @Test
  void answersAPingAtOnceOverPolling() {
    openPolling(NO_UPGRADES);
    poll("2");

    assertEquals("3", posted());
    assertTrue(network.polling());
  }

  @Test
  void givesUpAServerThatPingsWithoutEndAndNeverReads() {
    openChannel(HANDSHAKE);
    network.channel().queued = 1;
    for (int i = 0; i < 10_000; i++) {
      receive("2");
    }
    assertEquals(10_000, network.channel().sent.size());
    receive("2");

    assertEnded(DisconnectReason.TRANSPORT_ERROR);
    assertWords(
        diary.cause,
        "the server does not read: more than 10,000 answers to its pings wait to be sent");
    assertEquals(10_000, network.channel().sent.size());
  }

  @Test
  void answersAnyNumberOfPingsOfAServerThatReads() {
    openChannel(HANDSHAKE);
    for (int i = 0; i < 30_000; i++) {
      network.channel().queued = i % 10_000 == 0 ? 0 : 1;
      receive("2");
    }

    assertEquals(30_000, network.channel().sent.size());
  }

  @Test
  void endsWhenNoPingCameInTime() {
    openChannel(HANDSHAKE);
    loop.advance(ALMOST);
    assertEquals(List.of("open " + SID), diary.lines);
    loop.advance(TICK);

    assertEnded(DisconnectReason.PING_TIMEOUT);
    assertWords(diary.cause, "no ping from http://example.com:8080/socket.io/ for 45000 ms");
    assertTrue(network.channel().aborted);
  }

  @Test
  void endsOverPollingToo() {
    openPolling(NO_UPGRADES);
    loop.advance(ALMOST.plus(TICK));

    assertEnded(DisconnectReason.PING_TIMEOUT);
    assertFalse(network.polling());
  }

  @Test
  void pingsMoveTheDeadlineWithOneTimer() {
    openChannel(HANDSHAKE);
    for (int i = 0; i < 20; i++) {
      loop.advance(Duration.ofSeconds(25));
      receive("2");
      assertEquals(1, loop.timers());
    }
    loop.advance(ALMOST);
    assertEquals(List.of("open " + SID), diary.lines);
    loop.advance(TICK);

    assertEnded(DisconnectReason.PING_TIMEOUT);
  }

  @Test
  void theTimerWaitsForWhatIsLeftAfterAnEarlyPing() {
    openChannel(HANDSHAKE);
    loop.advance(Duration.ofMillis(500));
    receive("2");
    loop.advance(ALMOST);
    assertEquals(List.of("open " + SID), diary.lines);
    loop.advance(TICK);

    assertEnded(DisconnectReason.PING_TIMEOUT);
  }

  @Test
  void otherPacketsDoNotMoveTheDeadline() {
    openChannel(HANDSHAKE);
    loop.advance(ALMOST);
    receive("4x");
    loop.advance(TICK);

    assertEnded(DisconnectReason.PING_TIMEOUT);
  }

  @Tag("pain-07-dead-connection")
  @Test
  void aLateWakeUpDoesNotWriteIntoADeadConnection() {
    openChannel(HANDSHAKE);
    loop.sleep(Duration.ofHours(1));
    loop.run(
        () -> {
          assertFalse(engine().send(frames("x")));
          assertEquals(List.of("open " + SID), diary.lines, "not from within send");
        });

    assertEnded(DisconnectReason.PING_TIMEOUT);
    assertTrue(network.channel().sent.isEmpty());
    assertTrue(network.channel().aborted);
  }

  @Test
  void doesNotWaitForPingsWhileNotReading() {
    openChannel(HANDSHAKE);
    loop.advance(Duration.ofSeconds(44));
    loop.run(() -> engine().reading(false));
    loop.advance(Duration.ofHours(1));
    send("x");
    assertEquals(List.of("4x"), network.channel().sent);

    loop.run(() -> engine().reading(true));
    loop.advance(ALMOST);
    assertEquals(List.of("open " + SID), diary.lines);
    loop.advance(TICK);
    assertEnded(DisconnectReason.PING_TIMEOUT);
  }

  @Test
  void tellsOfEveryPing() {
    openPolling(NO_UPGRADES);
    poll("2|2");
    assertEquals(2, diary.pings);

    poll("6|4x|3");
    assertEquals(2, diary.pings);
  }

  @Test
  void tellsOfAPingWhenItIsAnswered() {
    openChannel(HANDSHAKE);
    diary.onPing = () -> assertEquals(List.of("3"), network.channel().sent);
    receive("2");

    assertEquals(1, diary.pings);
  }

  private void checkNow() {
    loop.run(() -> engine().checkNow());
  }

  @Test
  void checkNowEndsWhatTheMonotonicClockSaysIsDead() {
    openChannel(HANDSHAKE);
    loop.sleep(ALMOST);
    checkNow();
    assertEquals(List.of("open " + SID), diary.lines);
    loop.sleep(TICK);
    loop.run(
        () -> {
          engine().checkNow();
          assertEquals(DisconnectReason.PING_TIMEOUT, diary.reason, "when it returns");
        });

    assertEnded(DisconnectReason.PING_TIMEOUT);
    assertTrue(network.channel().aborted);
  }

  @Tag("pain-07-dead-connection")
  @Test
  void checkNowFindsASleepThatTheMonotonicClockHasSleptThrough() {
    openChannel(HANDSHAKE);
    loop.advance(Duration.ofSeconds(20));
    receive("2");
    loop.suspend(ALMOST);
    checkNow();
    assertEquals(List.of("open " + SID), diary.lines);
    loop.suspend(TICK);
    checkNow();

    assertEnded(DisconnectReason.PING_TIMEOUT);
  }

  @Test
  void aSendFindsASleepOfAWholePeriodThatTheMonotonicClockHasSleptThrough() {
    openChannel(HANDSHAKE);
    loop.advance(Duration.ofSeconds(20));
    loop.suspend(ALMOST);
    send("x");
    assertEquals(List.of("4x"), network.channel().sent);
    assertEquals(List.of("open " + SID), diary.lines);

    loop.suspend(TICK);
    loop.run(() -> assertFalse(engine().send(frames("y"))));
    assertEnded(DisconnectReason.PING_TIMEOUT);
    assertEquals(List.of("4x"), network.channel().sent);
  }

  @Test
  void aPingForgetsHowFarTheClocksAreApart() {
    openChannel(HANDSHAKE);
    loop.suspend(Duration.ofSeconds(40));
    receive("2");
    loop.suspend(Duration.ofSeconds(40));
    send("x");

    assertEquals(List.of("3", "4x"), network.channel().sent);
  }

  @Test
  void aWallClockThatIsSetBackDoesNoHarm() {
    openChannel(HANDSHAKE);
    loop.suspend(Duration.ofDays(-1));
    send("x");
    assertEquals(List.of("4x"), network.channel().sent);
    loop.advance(ALMOST);
    assertEquals(List.of("open " + SID), diary.lines);
    loop.advance(TICK);

    assertEnded(DisconnectReason.PING_TIMEOUT);
  }

  @Test
  void noTimerBelievesTheWallClock() {
    openChannel(HANDSHAKE);
    loop.suspend(Duration.ofDays(1));
    loop.advance(ALMOST);

    assertEquals(List.of("open " + SID), diary.lines);
  }

  @Test
  void checkNowDoesNothingBeforeOpenAndWhileNotReadingAndAfterTheEnd() {
    open(TransportKind.WEBSOCKET);
    loop.suspend(Duration.ofDays(1));
    checkNow();
    network.channel().open();
    network.channel().text(HANDSHAKE);
    loop.run(() -> engine().reading(false));
    loop.suspend(Duration.ofDays(1));
    checkNow();
    assertEquals(List.of("open " + SID), diary.lines);

    loop.run(() -> engine().reading(true));
    loop.suspend(Duration.ofDays(1));
    close();
    checkNow();
    assertEquals(List.of("open " + SID), diary.lines);
  }

  @Test
  void aShortPauseOfReadingLeavesOneTimer() {
    openChannel(HANDSHAKE);
    loop.run(() -> engine().reading(false));
    loop.run(() -> engine().reading(true));
    assertEquals(1, loop.timers());
    loop.advance(ALMOST.plus(TICK));

    assertEnded(DisconnectReason.PING_TIMEOUT);
  }
}
