package socketio.examples.jdk;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that come in pieces, up to a limit. For one thread at a time. */
final class BoundedBytes {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  private final int limit;
  private byte[] bytes = {};
  private int size;

  BoundedBytes(long limit) {
    this.limit = (int) Math.min(limit, MAX_ARRAY);
  }

  /**
   * Takes a copy of what fits.
   *
   * @return whether all of it did
   */
  boolean add(ByteBuffer piece) {
    int count = Math.min(piece.remaining(), limit - size);
    if (count > bytes.length - size) {
      long doubled = Math.max(2L * bytes.length, (long) size + count);
      bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, limit));
    }
    piece.duplicate().get(bytes, size, count);
    size += count;
    return count == piece.remaining();
  }

  /** What was taken; nothing can be added afterwards. */
  byte[] toByteArray() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
