package socketio.json;

/**
 * The limits of a packet, so that no peer can exhaust memory or a thread's stack. Immutable. The
 * limits apply in both directions, except the last one. A packet that exceeds a limit causes an
 * {@link socketio.EncodingException} when sent and a {@link socketio.DecodingException} when
 * received.
 *
 * @param depth the maximum nesting depth of arrays and objects; the list of arguments counts as one
 *     level
 * @param attachments the maximum number of binary attachments of a packet
 * @param attachmentBytes the maximum total size of a packet's attachments, in bytes
 * @param textLength the maximum length of a packet's text, in chars
 * @param numberLength the maximum number of digits of a received number
 */
public record JsonLimits(
    int depth, int attachments, long attachmentBytes, int textLength, int numberLength) {
  private static final JsonLimits DEFAULTS = new JsonLimits(500, 10, 256L << 20, 256 << 20, 1000);

  /**
   * Creates limits.
   *
   * @param depth 1 or more
   * @param attachments 0 or more
   * @param attachmentBytes 0 or more
   * @param textLength 1 or more
   * @param numberLength 1 or more
   * @throws IllegalArgumentException if a limit is lower than that
   */
  public JsonLimits {
    if (depth < 1 || attachments < 0 || attachmentBytes < 0 || textLength < 1 || numberLength < 1) {
      throw new IllegalArgumentException(
          "a limit is too low: depth, textLength and numberLength must be 1 or more, attachments"
              + " and attachmentBytes 0 or more");
    }
  }

  /**
   * The default limits of a parser.
   *
   * <ul>
   *   <li>depth 500: far beyond sensible data, and safe for the stack of any thread;
   *   <li>10 attachments: the limit of the reference parser since CVE-2026-33151. A packet with
   *       more makes current Node.js servers close the connection; raise the limit if the peer is
   *       known to accept more;
   *   <li>256 MiB of attachments and 256 Mi chars of text: more than servers accept by default, but
   *       less than a typical heap holds;
   *   <li>1000 digits: the time to parse a number grows faster than its length.
   * </ul>
   *
   * @return the defaults
   */
  public static JsonLimits defaults() {
    return DEFAULTS;
  }

  /**
   * Changes the maximum nesting depth. Jackson reads and writes recursively: a depth far above 1000
   * requires threads with a larger stack.
   *
   * @param depth levels, 1 or more
   * @return limits with this depth
   */
  public JsonLimits withDepth(int depth) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }

  /**
   * Changes the maximum number of attachments.
   *
   * @param attachments attachments of one packet, 0 or more
   * @return limits with this number
   */
  public JsonLimits withAttachments(int attachments) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }

  /**
   * Changes the maximum total size of a packet's attachments.
   *
   * @param attachmentBytes bytes, 0 or more
   * @return limits with this size
   */
  public JsonLimits withAttachmentBytes(long attachmentBytes) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }

  /**
   * Changes the maximum length of the text.
   *
   * @param textLength chars, 1 or more
   * @return limits with this length
   */
  public JsonLimits withTextLength(int textLength) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }

  /**
   * Changes the maximum length of numbers.
   *
   * @param numberLength digits, 1 or more
   * @return limits with this length
   */
  public JsonLimits withNumberLength(int numberLength) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }
}
