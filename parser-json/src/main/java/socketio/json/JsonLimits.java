package socketio.json;

/**
 * What a packet may hold at most, so that no peer can exhaust memory or a thread's stack.
 * Immutable. The limits hold in both directions, except the last. A packet beyond a limit is an
 * {@link socketio.EncodingException} on the way out and a {@link socketio.DecodingException} on the
 * way in.
 *
 * @param depth how deep arrays and objects may be nested; the list of arguments counts as one
 * @param attachments how many binary attachments a packet may have
 * @param attachmentBytes how many bytes the attachments of one packet may have together
 * @param textLength how many chars the text of a packet may have
 * @param numberLength how many digits a number that arrives may have
 */
public record JsonLimits(
    int depth, int attachments, long attachmentBytes, int textLength, int numberLength) {
  private static final JsonLimits DEFAULTS = new JsonLimits(500, 10, 256L << 20, 256 << 20, 1000);

  /**
   * Makes limits that allow something.
   *
   * @param depth 1 or more
   * @param attachments 0 or more
   * @param attachmentBytes 0 or more
   * @param textLength 1 or more
   * @param numberLength 1 or more
   * @throws IllegalArgumentException if one of them is lower
   */
  public JsonLimits {
    if (depth < 1 || attachments < 0 || attachmentBytes < 0 || textLength < 1 || numberLength < 1) {
      throw new IllegalArgumentException(
          "a limit is too low: depth, textLength and numberLength must be 1 or more, attachments"
              + " and attachmentBytes 0 or more");
    }
  }

  /**
   * The limits of a parser that was given none.
   *
   * <ul>
   *   <li>depth 500: far beyond sensible data, and safe for the stack of any thread;
   *   <li>10 attachments: what the reference parser accepts since CVE-2026-33151, so a packet with
   *       more would make current Node.js servers close the connection; raise it where the peer is
   *       known to take more;
   *   <li>256 MiB of attachments and 256 Mi chars of text: beyond what servers accept unless they
   *       are configured to, below what a usual heap holds;
   *   <li>1000 digits: the time to read a number grows faster than its length.
   * </ul>
   *
   * @return the defaults
   */
  public static JsonLimits defaults() {
    return DEFAULTS;
  }

  /**
   * Changes the nesting. Jackson reads and writes by recursion: much more than a thousand needs
   * threads with a larger stack.
   *
   * @param depth levels, 1 or more
   * @return limits with this depth
   */
  public JsonLimits withDepth(int depth) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }

  /**
   * Changes the number of attachments.
   *
   * @param attachments attachments of one packet, 0 or more
   * @return limits with this number
   */
  public JsonLimits withAttachments(int attachments) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }

  /**
   * Changes the size of all attachments of a packet together.
   *
   * @param attachmentBytes bytes, 0 or more
   * @return limits with this size
   */
  public JsonLimits withAttachmentBytes(long attachmentBytes) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }

  /**
   * Changes the length of the text.
   *
   * @param textLength chars, 1 or more
   * @return limits with this length
   */
  public JsonLimits withTextLength(int textLength) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }

  /**
   * Changes the length of numbers.
   *
   * @param numberLength digits, 1 or more
   * @return limits with this length
   */
  public JsonLimits withNumberLength(int numberLength) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }
}
