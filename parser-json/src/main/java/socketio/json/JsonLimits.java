package socketio.json;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The limits of a packet, so that no peer can exhaust memory or a thread's stack. Immutable: {@link
 * #defaults} returns the limits of a new parser, and each {@code with} method a changed copy. The
 * limits apply in both directions, except the last one. A packet that exceeds a limit causes an
 * {@link socketio.EncodingException} when sent and a {@link socketio.DecodingException} when
 * received.
 *
 * @since 1.0
 */
public final class JsonLimits {
  private static final JsonLimits DEFAULTS = new JsonLimits(500, 10, 256L << 20, 256 << 20, 1000);

  private final int depth;
  private final int attachments;
  private final long attachmentBytes;
  private final int textLength;
  private final int numberLength;

  private JsonLimits(
      int depth, int attachments, long attachmentBytes, int textLength, int numberLength) {
    this.depth = atLeast(1, depth, "depth");
    this.attachments = atLeast(0, attachments, "attachments");
    if (attachmentBytes < 0) {
      throw new IllegalArgumentException(
          "attachmentBytes must be 0 or more, not " + attachmentBytes);
    }
    this.attachmentBytes = attachmentBytes;
    this.textLength = atLeast(1, textLength, "textLength");
    this.numberLength = atLeast(1, numberLength, "numberLength");
  }

  private static int atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be " + least + " or more, not " + value);
    }
    return value;
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
   * The maximum nesting depth of arrays and objects; the list of arguments counts as one level.
   *
   * @return levels, 1 or more
   */
  public int depth() {
    return depth;
  }

  /**
   * The maximum number of binary attachments of a packet.
   *
   * @return attachments, 0 or more
   */
  public int attachments() {
    return attachments;
  }

  /**
   * The maximum total size of a packet's attachments.
   *
   * @return bytes, 0 or more
   */
  public long attachmentBytes() {
    return attachmentBytes;
  }

  /**
   * The maximum length of a packet's text.
   *
   * @return chars, 1 or more
   */
  public int textLength() {
    return textLength;
  }

  /**
   * The maximum length of a received number.
   *
   * @return digits, 1 or more
   */
  public int numberLength() {
    return numberLength;
  }

  /**
   * Changes the maximum nesting depth. Jackson reads and writes recursively: a depth far above 1000
   * requires threads with a larger stack.
   *
   * @param depth levels, 1 or more
   * @return limits with this depth
   * @throws IllegalArgumentException if it is lower
   */
  public JsonLimits withDepth(int depth) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }

  /**
   * Changes the maximum number of attachments.
   *
   * @param attachments attachments of one packet, 0 or more
   * @return limits with this number
   * @throws IllegalArgumentException if it is lower
   */
  public JsonLimits withAttachments(int attachments) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }

  /**
   * Changes the maximum total size of a packet's attachments.
   *
   * @param attachmentBytes bytes, 0 or more
   * @return limits with this size
   * @throws IllegalArgumentException if it is lower
   */
  public JsonLimits withAttachmentBytes(long attachmentBytes) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }

  /**
   * Changes the maximum length of the text.
   *
   * @param textLength chars, 1 or more
   * @return limits with this length
   * @throws IllegalArgumentException if it is lower
   */
  public JsonLimits withTextLength(int textLength) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }

  /**
   * Changes the maximum length of numbers.
   *
   * @param numberLength digits, 1 or more
   * @return limits with this length
   * @throws IllegalArgumentException if it is lower
   */
  public JsonLimits withNumberLength(int numberLength) {
    return new JsonLimits(depth, attachments, attachmentBytes, textLength, numberLength);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonLimits that
        && depth == that.depth
        && attachments == that.attachments
        && attachmentBytes == that.attachmentBytes
        && textLength == that.textLength
        && numberLength == that.numberLength;
  }

  @Override
  public int hashCode() {
    return Objects.hash(depth, attachments, attachmentBytes, textLength, numberLength);
  }

  @Override
  public String toString() {
    return String.format(
        "JsonLimits[depth=%d, attachments=%d, attachmentBytes=%d, textLength=%d, numberLength=%d]",
        depth, attachments, attachmentBytes, textLength, numberLength);
  }
}
