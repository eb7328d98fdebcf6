package socketio.msgpack;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a packet, so that no peer can exhaust memory or a thread's stack. Immutable: {@link
 * #defaults} returns the limits of a new parser, and each {@code with} method a changed copy. Depth
 * and size apply in both directions, the number of values to received packets only. A packet that
 * exceeds a limit causes an {@link socketio.EncodingException} when sent and a {@link
 * socketio.DecodingException} when received.
 *
 * @since 1.0
 */
public final class MsgpackLimits {
  private static final MsgpackLimits DEFAULTS = new MsgpackLimits(500, 256 << 20, 10_000_000);

  private final int depth;
  private final int frameBytes;
  private final int values;

  private MsgpackLimits(int depth, int frameBytes, int values) {
    this.depth = positive(depth, "depth");
    this.frameBytes = positive(frameBytes, "frameBytes");
    this.values = positive(values, "values");
  }

  private static int positive(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be 1 or more, not " + value);
    }
    return value;
  }

  /**
   * The default limits of a parser.
   *
   * <ul>
   *   <li>depth 500: far beyond sensible data, and safe for the stack of any thread;
   *   <li>256 MiB: more than servers accept by default, but less than a typical heap holds;
   *   <li>ten million values: an empty map takes one byte on the wire and sixty in memory.
   * </ul>
   *
   * @return the defaults
   */
  public static MsgpackLimits defaults() {
    return DEFAULTS;
  }

  /**
   * The maximum nesting depth of arrays and maps; the list of arguments counts as one level.
   *
   * @return levels, 1 or more
   */
  public int depth() {
    return depth;
  }

  /**
   * The maximum size of a packet.
   *
   * @return bytes, 1 or more
   */
  public int frameBytes() {
    return frameBytes;
  }

  /**
   * The maximum number of values of a received packet, including containers and keys.
   *
   * @return the number of values, 1 or more
   */
  public int values() {
    return values;
  }

  /**
   * Changes the maximum nesting depth. Values are read and written recursively: a depth far above
   * 1000 requires threads with a larger stack.
   *
   * @param depth levels, 1 or more
   * @return limits with this depth
   * @throws IllegalArgumentException if it is lower
   */
  public MsgpackLimits withDepth(int depth) {
    return new MsgpackLimits(depth, frameBytes, values);
  }

  /**
   * Changes the maximum size of a packet.
   *
   * @param frameBytes bytes, 1 or more
   * @return limits with this size
   * @throws IllegalArgumentException if it is lower
   */
  public MsgpackLimits withFrameBytes(int frameBytes) {
    return new MsgpackLimits(depth, frameBytes, values);
  }

  /**
   * Changes the maximum number of values of a received packet.
   *
   * @param values the number of values, 1 or more
   * @return limits with this number
   * @throws IllegalArgumentException if it is lower
   */
  public MsgpackLimits withValues(int values) {
    return new MsgpackLimits(depth, frameBytes, values);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MsgpackLimits that
        && depth == that.depth
        && frameBytes == that.frameBytes
        && values == that.values;
  }

  @Override
  public int hashCode() {
    return Objects.hash(depth, frameBytes, values);
  }

  @Override
  public String toString() {
    return "MsgpackLimits[depth=%d, frameBytes=%d, values=%d]".formatted(depth, frameBytes, values);
  }
}
