package socketio.msgpack;

/**
 * What a packet may hold at most, so that no peer can exhaust memory or a thread's stack.
 * Immutable. Depth and size hold in both directions, the number of values for what arrives. A
 * packet beyond a limit is an {@link socketio.EncodingException} on the way out and a {@link
 * socketio.DecodingException} on the way in.
 *
 * @param depth how deep arrays and maps may be nested; the list of arguments counts as one
 * @param frameBytes how many bytes a packet may have
 * @param values how many values a packet that arrives may have, containers and keys included
 */
public record MsgpackLimits(int depth, int frameBytes, int values) {
  private static final MsgpackLimits DEFAULTS = new MsgpackLimits(500, 256 << 20, 10_000_000);

  /**
   * Makes limits that allow something.
   *
   * @param depth 1 or more
   * @param frameBytes 1 or more
   * @param values 1 or more
   * @throws IllegalArgumentException if one of them is lower
   */
  public MsgpackLimits {
    if (depth < 1 || frameBytes < 1 || values < 1) {
      throw new IllegalArgumentException(
          "a limit is too low: depth, frameBytes and values must be 1 or more");
    }
  }

  /**
   * The limits of a parser that was given none.
   *
   * <ul>
   *   <li>depth 500: far beyond sensible data, and safe for the stack of any thread;
   *   <li>256 MiB: beyond what servers accept unless they are configured to, below what a usual
   *       heap holds;
   *   <li>ten million values: an empty map takes one byte on the wire and sixty in memory.
   * </ul>
   *
   * @return the defaults
   */
  public static MsgpackLimits defaults() {
    return DEFAULTS;
  }

  /**
   * Changes the nesting. Values are read and written by recursion: much more than a thousand needs
   * threads with a larger stack.
   *
   * @param depth levels, 1 or more
   * @return limits with this depth
   */
  public MsgpackLimits withDepth(int depth) {
    return new MsgpackLimits(depth, frameBytes, values);
  }

  /**
   * Changes the size of a packet.
   *
   * @param frameBytes bytes, 1 or more
   * @return limits with this size
   */
  public MsgpackLimits withFrameBytes(int frameBytes) {
    return new MsgpackLimits(depth, frameBytes, values);
  }

  /**
   * Changes the number of values of a packet.
   *
   * @param values values, 1 or more
   * @return limits with this number
   */
  public MsgpackLimits withValues(int values) {
    return new MsgpackLimits(depth, frameBytes, values);
  }
}
