package socketio.spi.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloseFramesTest {
  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 1003, 1007, 1014, 3000, 4999})
  void codesThatMayBeSentAreKept(int code) {
    assertEquals(code, CloseFrames.code(code));
  }

  /** RFC 6455, 7.4. */
  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 999, 1004, 1005, 1006, 1015, 2999, 5000})
  void othersBecomeANormalClosure(int code) {
    assertEquals(1000, CloseFrames.code(code));
  }

  /** RFC 6455, 5.5. */
  @Test
  void theReasonHas123BytesAtMostAndWholeCharacters() {
    assertEquals("why", CloseFrames.reason("why"));
    assertEquals("x".repeat(123), CloseFrames.reason("x".repeat(124)));
    assertEquals("\u20ac".repeat(41), CloseFrames.reason("\u20ac".repeat(50)));
    assertEquals("\uD83D\uDE00".repeat(30), CloseFrames.reason("\uD83D\uDE00".repeat(50)));
  }
}
