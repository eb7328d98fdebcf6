package socketio.jetty;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that come in pieces, up to a limit. They are joined at the end only: an array that grew
 * with them would be there two or three times. For one thread at a time.
 */
final class BoundedBytes {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  /** The most bytes of an array that may stay empty in part. */
  private static final int CHUNK = 1 << 18;

  private static final byte[] NOTHING = {};

  private final int limit;

  /** Those that are full. */
  private final List<byte[]> chunks = new ArrayList<>(1);

  private byte[] last = NOTHING;
  private int used;
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
    ByteBuffer rest = piece.duplicate();
    rest.limit(rest.position() + Math.min(rest.remaining(), limit - size));
    size += rest.remaining();
    while (rest.hasRemaining()) {
      if (used == last.length) {
        extend(rest.remaining());
      }
      int count = Math.min(rest.remaining(), last.length - used);
      rest.get(last, used, count);
      used += count;
    }
    return rest.limit() == piece.limit();
  }

  /** Adds a chunk: exactly what is there at first, then as much as there is already. */
  private void extend(int wanted) {
    if (used > 0) {
      chunks.add(last);
    }
    int before = size - wanted;
    last = new byte[Math.max(wanted, Math.min(Math.min(before, CHUNK), limit - before))];
    used = 0;
  }

  /** What was taken, which is here no longer. */
  byte[] take() {
    byte[] all = last;
    if (!chunks.isEmpty() || used < last.length) {
      ByteBuffer joined = ByteBuffer.allocate(size);
      chunks.forEach(joined::put);
      all = joined.put(last, 0, used).array();
    }
    chunks.clear();
    last = NOTHING;
    used = 0;
    size = 0;
    return all;
  }
}
