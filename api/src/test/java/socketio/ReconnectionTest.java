package socketio;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ReconnectionTest {
  @Test
  void hasTheDefaultsOfJavaScript() {
    Reconnection defaults = Reconnection.defaults();
    assertEquals(Integer.MAX_VALUE, defaults.attempts());
    assertEquals(ofSeconds(1), defaults.delay());
    assertEquals(ofSeconds(5), defaults.maxDelay());
    assertEquals(0.5, defaults.jitter());
    assertNull(defaults.policy());
  }

  @Test
  void changesOneSettingAtATime() {
    Reconnection.Policy policy = attempt -> null;
    Reconnection changed =
        Reconnection.none()
            .attempts(3)
            .delay(ofSeconds(2))
            .maxDelay(ofMinutes(1))
            .jitter(0.25)
            .afterServerDisconnect(true)
            .policy(policy);
    assertEquals(
        "Reconnection[attempts=3, delay=PT2S, maxDelay=PT1M, jitter=0.25,"
            + " afterServerDisconnect=true, policy="
            + policy
            + "]",
        changed.toString());
    assertEquals(changed, changed.jitter(0.25));
    assertEquals(changed.hashCode(), changed.jitter(0.25).hashCode());
    assertNotEquals(changed, changed.jitter(0.5));
    assertEquals(Reconnection.defaults(), Reconnection.none().unlimitedAttempts());
    assertEquals(0, Reconnection.none().attempts());
  }

  @Test
  void refusesWhatMakesNoSense() {
    Reconnection defaults = Reconnection.defaults();
    for (int attempts : new int[] {0, -1}) {
      assertWrong(
          "attempts: "
              + attempts
              + " must be positive; there are unlimitedAttempts() and Reconnection.none()",
          () -> defaults.attempts(attempts));
    }
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
