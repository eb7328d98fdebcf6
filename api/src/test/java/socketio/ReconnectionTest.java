package socketio;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReconnectionTest {
  private static List<Duration> delays(Reconnection reconnection, double random) {
    return IntStream.rangeClosed(1, 5).mapToObj(i -> reconnection.delay(i, random)).toList();
  }

  @Test
  void doublesTheDelayUpToItsMaximum() {
    assertEquals(
        List.of(ofSeconds(1), ofSeconds(2), ofSeconds(4), ofSeconds(5), ofSeconds(5)),
        delays(Reconnection.defaults(), 0.5));
  }

  @Test
  void changesTheDelayByHalfAtMost() {
    assertEquals(
        List.of(ofMillis(500), ofSeconds(1), ofSeconds(2), ofMillis(2500), ofMillis(2500)),
        delays(Reconnection.defaults(), 0));
    Reconnection defaults = Reconnection.defaults();
    assertEquals(ofMillis(1250), defaults.delay(1, 0.75));
    assertEquals(ofSeconds(5), defaults.delay(3, 0.9999), "never above the maximum");
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
          assertFalse(each.delay(attempt, random).isNegative());
        }
      }
    }
    assertEquals(Duration.ZERO, Reconnection.defaults().delay(Duration.ZERO).delay(2000, 0.5));
  }

  @Test
  void limitsTheAttempts() {
    assertTrue(Reconnection.defaults().allows(Integer.MAX_VALUE));
    assertTrue(Reconnection.defaults().attempts(2).allows(2));
    assertFalse(Reconnection.defaults().attempts(2).allows(3));
    assertFalse(Reconnection.none().allows(1));
  }

  @Test
  void refusesWhatMakesNoSense() {
    Reconnection defaults = Reconnection.defaults();
    assertWrong("attempts: -1 must not be negative", () -> defaults.attempts(-1));
    assertWrong(
        "attempts: -2 must not be negative",
        () -> new Reconnection(-2, ofSeconds(1), ofSeconds(1), 0, false, null));
    assertWrong("delay: PT-1S must not be negative", () -> defaults.delay(ofSeconds(-1)));
    assertWrong("maxDelay: PT-1S must not be negative", () -> defaults.maxDelay(ofSeconds(-1)));
    for (double jitter : new double[] {-0.1, 1.1, Double.NaN}) {
      assertWrong("jitter: " + jitter + " must be between 0 and 1", () -> defaults.jitter(jitter));
    }
  }

  private static void assertWrong(String message, Runnable setting) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, setting::run).getMessage());
  }
}
