package socketio.spi.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BoundedBytesTest {
  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  @Test
  void joinsPiecesOfAnySize() {
    var random = new Random(1);
    var expected = new ByteArrayOutputStream();
    var bytes = new BoundedBytes(Long.MAX_VALUE);
    for (int i = 0; i < 300; i++) {
      var piece = new byte[random.nextInt(i * 20 + 1)];
      random.nextBytes(piece);
      assertTrue(bytes.add(ByteBuffer.wrap(piece)));
      expected.writeBytes(piece);
    }

    assertArrayEquals(expected.toByteArray(), bytes.take());
  }

  @Test
  void takesWhatFitsAndLeavesThePieceAsItIs() {
    var bytes = new BoundedBytes(5);
    ByteBuffer piece = bytes("defg");
    assertTrue(bytes.add(bytes("abc")));
    assertFalse(bytes.add(piece));

    assertEquals(4, piece.remaining());
    assertFalse(bytes.add(bytes("h")));
    assertArrayEquals("abcde".getBytes(UTF_8), bytes.take());
  }

  @Test
  void isEmptyAtTheStartAndAfterTake() {
    var bytes = new BoundedBytes(3);
    assertEquals(0, bytes.take().length);
    assertTrue(bytes.add(bytes("abc")));
    assertEquals(3, bytes.take().length);
    assertTrue(bytes.add(bytes("def")));
    assertArrayEquals("def".getBytes(UTF_8), bytes.take());
  }

  @Test
  void aLimitOfNothingTakesNothing() {
    var bytes = new BoundedBytes(0);
    assertTrue(bytes.add(bytes("")));
    assertFalse(bytes.add(bytes("a")));
    assertEquals(0, bytes.take().length);
  }
}
