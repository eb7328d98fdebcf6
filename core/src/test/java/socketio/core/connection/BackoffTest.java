package socketio.core.connection;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import socketio.ConnectionException;
import socketio.ConnectionException.Phase;
import socketio.DisconnectReason;
import socketio.Reconnection;

/** The default decision after a failure, without a policy of the application. */
class BackoffTest {
  private static final Reconnection SETTINGS = Reconnection.defaults().jitter(0);

  private static ConnectionException http(int status, @Nullable Duration retryAfter) {
    return ConnectionException.builder(Phase.HANDSHAKE, "HTTP " + status)
        .httpStatus(status)
        .retryAfter(retryAfter)
        .build();
  }

  private static @Nullable Duration after(ConnectionException error) {
    return Backoff.propose(SETTINGS, 1, null, error, 0.5);
  }

  @Test
  void waitsAsLongAsTheServerAsks() {
    assertEquals(ofSeconds(1), after(http(503, null)));
    assertEquals(ofSeconds(20), after(http(503, ofSeconds(20))));
    assertEquals(
        ofSeconds(1), after(http(429, ofMillis(10))), "not less than the configured delay");
    assertEquals(ofHours(1), after(http(503, Duration.ofDays(36_500))), "at most an hour");
  }

  @Test
  void givesUpWhatARetryCannotMend() {
    assertNull(after(http(401, null)));
    assertNull(after(http(403, ofSeconds(1))));
    assertEquals(
        ofSeconds(1),
        Backoff.propose(SETTINGS, 1, DisconnectReason.TRANSPORT_ERROR, http(403, null), 0.5),
        "not final in an open session");
  }

  @Test
  void followsADisconnectionByTheServerOnlyIfAsked() {
    DisconnectReason reason = DisconnectReason.SERVER_DISCONNECT;
    assertNull(Backoff.propose(SETTINGS, 1, reason, null, 0.5));
    assertEquals(
        ofSeconds(1), Backoff.propose(SETTINGS.afterServerDisconnect(true), 1, reason, null, 0.5));
  }

  private static List<Duration> delays(double random) {
    return IntStream.rangeClosed(1, 5)
        .mapToObj(i -> Backoff.delay(Reconnection.defaults(), i, random))
        .toList();
  }

  @Test
  void doublesTheDelayUpToItsMaximum() {
    assertEquals(
        List.of(ofSeconds(1), ofSeconds(2), ofSeconds(4), ofSeconds(5), ofSeconds(5)), delays(0.5));
  }

  @Test
  void changesTheDelayByHalfAtMost() {
    assertEquals(
        List.of(ofMillis(500), ofSeconds(1), ofSeconds(2), ofMillis(2500), ofMillis(2500)),
        delays(0));
    Reconnection defaults = Reconnection.defaults();
    assertEquals(ofMillis(1250), Backoff.delay(defaults, 1, 0.75));
    assertEquals(ofSeconds(5), Backoff.delay(defaults, 3, 0.9999), "never above the maximum");
  }

  @Test
  void neverIsNegativeAndNeverOverflows() {
    Reconnection wild =
        Reconnection.defaults()
            .jitter(1)
            .delay(ofSeconds(Long.MAX_VALUE))
            .maxDelay(ofSeconds(Long.MAX_VALUE));
    for (Reconnection each : List.of(wild, Reconnection.defaults(), wild.delay(Duration.ZERO))) {
      for (int attempt : new int[] {1, 2, 63, 64, 65, 1024, 1025, Integer.MAX_VALUE}) {
        for (double random : new double[] {0, 0.5, Math.nextDown(1.0)}) {
          assertFalse(Backoff.delay(each, attempt, random).isNegative());
        }
      }
    }
    assertEquals(
        Duration.ZERO, Backoff.delay(Reconnection.defaults().delay(Duration.ZERO), 2000, 0.5));
  }

  @Test
  void givesUpWhenTheAttemptsAreUsedUp() {
    assertNotNull(Backoff.propose(SETTINGS, Integer.MAX_VALUE, null, null, 0.5));
    assertNull(Backoff.propose(Reconnection.none(), 1, null, null, 0.5));
    Reconnection twice = SETTINGS.attempts(2);
    assertEquals(ofSeconds(2), Backoff.propose(twice, 2, null, null, 0.5));
    assertNull(Backoff.propose(twice, 3, null, null, 0.5));
  }
}
