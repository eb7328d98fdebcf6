package socketio.json;

import socketio.DecodingException;
import socketio.spi.Packet;

/**
 * The part of a packet before the payload: {@code <type>[<attachments>-][<namespace>,][<id>]}.
 *
 * @param type the type
 * @param attachments how many binary frames follow
 * @param namespace the namespace, without a query
 * @param id the acknowledgement id, or {@link Packet.Event#NO_ID}
 * @param end where the payload begins
 */
record PacketHeader(PacketType type, int attachments, String namespace, long id, int end) {
  /** The largest integer that every peer represents exactly. */
  static final long MAX_ID = (1L << 53) - 1;

  /**
   * The header of an event of the main namespace without an id, in a frame with the usual start.
   */
  private static final PacketHeader USUAL =
      new PacketHeader(PacketType.EVENT, 0, "/", Packet.Event.NO_ID, 2);

  /**
   * Reads the header of a text frame.
   *
   * @param start where the frame's text begins
   * @throws DecodingException if there is no valid header
   */
  static PacketHeader parse(String text, int start, JsonLimits limits) {
    if (text.length() == start) {
      throw malformed("the text is empty");
    }
    if (start == 1 && text.startsWith("2[", 1)) {
      return USUAL;
    }
    char digit = text.charAt(start);
    PacketType type = PacketType.of(digit);
    if (type == null) {
      throw malformed("it begins with " + quote(digit) + ", not with a type from 0 to 6");
    }
    int position = start + 1;
    int attachments = 0;
    if (digit == type.binaryDigit()) {
      int end = attachmentsEnd(text, position, type);
      attachments = attachments(text, position, end, type, limits);
      position = end;
      position++; // the hyphen
    }
    String namespace = "/";
    if (position < text.length() && text.charAt(position) == '/') {
      int comma = text.indexOf(',', position);
      int end = comma < 0 ? text.length() : comma;
      namespace = withoutQuery(text, position, end);
      position = comma < 0 ? end : end + 1;
    }
    long id = Packet.Event.NO_ID;
    if (position < text.length() && isDigit(text.charAt(position))) {
      id = 0;
      for (; position < text.length() && isDigit(text.charAt(position)); position++) {
        id = id * 10 + (text.charAt(position) - '0');
        if (id > MAX_ID) {
          throw malformed("the id of its " + type + " is larger than 2^53-1");
        }
      }
    }
    checkId(type, id);
    return new PacketHeader(type, attachments, namespace, id, position);
  }

  private static void checkId(PacketType type, long id) {
    if (id != Packet.Event.NO_ID && !type.hasArguments()) {
      throw malformed("a " + type + " takes no id");
    }
    if (id == Packet.Event.NO_ID && type == PacketType.ACK) {
      throw malformed("its ACK has no id");
    }
  }

  private static int attachmentsEnd(String text, int start, PacketType type) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    if (end == start
        || text.charAt(start) == '0'
        || end == text.length()
        || text.charAt(end) != '-') {
      throw malformed(
          "its binary " + type + " lacks the number of attachments, 1 or more, and a hyphen");
    }
    return end;
  }

  private static int attachments(
      String text, int start, int end, PacketType type, JsonLimits limits) {
    long count = 0;
    for (int i = start; i < end; i++) {
      count = count * 10 + (text.charAt(i) - '0');
      if (count > limits.attachments()) {
        throw malformed(
            String.format(
                "its binary %s has more than %d attachments (a peer that sends more needs"
                    + " JsonLimits)",
                type, limits.attachments()));
      }
    }
    return (int) count;
  }

  private static String withoutQuery(String text, int start, int end) {
    int query = text.indexOf('?', start);
    return text.substring(start, query >= 0 && query < end ? query : end);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static String quote(char c) {
    return c > ' ' && c < 0x7f ? "'" + c + "'" : String.format("U+%04X", (int) c);
  }

  /** The exception for a frame that breaks the protocol. */
  static DecodingException malformed(String reason) {
    return new DecodingException("not a valid Socket.IO packet: " + reason);
  }
}
