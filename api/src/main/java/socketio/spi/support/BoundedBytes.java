package socketio.spi.support;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects bytes that arrive in pieces, up to a limit. They are joined only at the end: an array
 * that grows is in memory two or three times. For one thread at a time.
 *
 * @since 1.0
 */
public final class BoundedBytes {
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  /** Arrays larger than this are filled completely. */
  private static final int CHUNK = 1 << 18;

  private static final byte[] NOTHING = {};

  private final int limit;

  /** The arrays that are full. */
  private final List<byte[]> chunks = new ArrayList<>(1);

  private byte[] last = NOTHING;
  private int used;
  private int size;

  /**
   * Creates an empty collection.
   *
   * @param limit the most bytes that it takes
   */
  public BoundedBytes(long limit) {
    this.limit = (int) Math.min(limit, MAX_ARRAY);
  }

  /**
   * Copies as much of a piece as fits. Its position does not change.
   *
   * @param piece the next bytes
   * @return whether all of it did
   */
  public boolean add(ByteBuffer piece) {
    ByteBuffer source = piece.duplicate();
    int left = Math.min(piece.remaining(), limit - size);
    size += left;
    while (left > 0) {
      if (used == last.length) {
        extend(left);
      }
      int count = Math.min(left, last.length - used);
      source.get(last, used, count);
      used += count;
      left -= count;
    }
    return !source.hasRemaining();
  }

  /** Adds a chunk: at first as long as the piece, later as long as what there is already. */
  private void extend(int wanted) {
    if (used > 0) {
      chunks.add(last);
    }
    int before = size - wanted;
    last = new byte[Math.max(wanted, Math.min(Math.min(before, CHUNK), limit - before))];
    used = 0;
  }

  /**
   * Takes the bytes out, so that the collection is empty.
   *
   * @return all bytes, in an array of their length
   */
  public byte[] take() {
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
