package socketio.msgpack;

/**
 * The limits of a packet, so that no peer can exhaust memory or a thread's stack. Immutable. Depth
 * and size apply in both directions, the number of values to received packets only. A packet that
 * exceeds a limit causes an {@link socketio.EncodingException} when sent and a {@link
 * socketio.DecodingException} when received.
 *
 * @param depth the maximum nesting depth of arrays and maps; the list of arguments counts as one
 *     level
 * @param frameBytes the maximum size of a packet, in bytes
 * @param values the maximum number of values of a received packet, including containers and keys
 */
public record MsgpackLimits(int depth, int frameBytes, int values) {
  private static final MsgpackLimits DEFAULTS = new MsgpackLimits(500, 256 << 20, 10_000_000);

  /**
   * Creates limits.
   *
   * @param depth 1 or more
   * @param frameBytes 1 or more
   * @param values 1 or more
   * @throws IllegalArgumentException if a limit is lower than that
   */
  public MsgpackLimits {
    if (depth < 1 || frameBytes < 1 || values < 1) {
      throw new IllegalArgumentException(
          "a limit is too low: depth, frameBytes and values must be 1 or more");
    }
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
   * Changes the maximum nesting depth. Values are read and written recursively: a depth far above
   * 1000 requires threads with a larger stack.
   *
   * @param depth levels, 1 or more
   * @return limits with this depth
   */
  public MsgpackLimits withDepth(int depth) {
    return new MsgpackLimits(depth, frameBytes, values);
  }

  /**
   * Changes the maximum size of a packet.
   *
   * @param frameBytes bytes, 1 or more
   * @return limits with this size
   */
  public MsgpackLimits withFrameBytes(int frameBytes) {
    return new MsgpackLimits(depth, frameBytes, values);
  }

  /**
   * Changes the maximum number of values of a received packet.
   *
   * @param values the number of values, 1 or more
   * @return limits with this number
   */
  public MsgpackLimits withValues(int values) {
    return new MsgpackLimits(depth, frameBytes, values);
  }
}
