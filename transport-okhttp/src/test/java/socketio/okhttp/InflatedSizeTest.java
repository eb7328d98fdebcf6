package socketio.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import okio.Buffer;
import org.junit.jupiter.api.Test;

final class InflatedSizeTest {
  private static byte[] deflate(Deflater deflater, byte[] content) {
    var output = new byte[100_000];
    deflater.setInput(content);
    int length = deflater.deflate(output, 0, output.length, Deflater.SYNC_FLUSH);
    return Arrays.copyOf(output, length - 4); // RFC 7692, 7.2.1: without 00 00 ff ff
  }

  private static long addAll(InflatedSize size, byte[] compressed) throws IOException {
    return size.add(new Buffer().writeByte('!').write(compressed), 1, compressed.length);
  }

  @Test
  void countsEachMessageOfASharedContext() throws IOException {
    var deflater = new Deflater(9, true);
    var size = new InflatedSize(true);
    for (int i = 0; i < 3; i++) {
      assertEquals(1_000_000, addAll(size, deflate(deflater, new byte[1_000_000])));
      size.endMessage();
    }
    size.close();
    deflater.end();
  }

  @Test
  void countsEachMessageOfItsOwnContext() throws IOException {
    var size = new InflatedSize(false);
    for (int i = 0; i < 3; i++) {
      var deflater = new Deflater(9, true);
      assertEquals(1_000_000, addAll(size, deflate(deflater, new byte[1_000_000])));
      size.endMessage();
      deflater.end();
    }
    size.close();
  }

  @Test
  void countsTheMessageAfterOneThatEndsItsStream() throws IOException { // RFC 7692, 7.2.3.4
    var size = new InflatedSize(true);
    for (int i = 0; i < 2; i++) {
      var deflater = new Deflater(9, true);
      deflater.setInput(new byte[1000]);
      deflater.finish();
      var output = new byte[1000];
      int length = deflater.deflate(output);

      assertEquals(1000, addAll(size, Arrays.copyOf(output, length + 1)));
      size.endMessage();
      deflater.end();
    }
    size.close();
  }

  @Test
  void refusesWhatIsNotDeflated() {
    var size = new InflatedSize(true);

    assertThrows(IOException.class, () -> addAll(size, new byte[] {-1, -1, -1, -1}));
    size.close();
  }
}
