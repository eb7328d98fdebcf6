package socketio.spi.support;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Turns any close code and reason into one that may be sent (RFC 6455, 5.5.1 and 7.4). */
final class CloseFrames {
  private static final int NORMAL = 1000;
  private static final int MAX_REASON = 123;

  private CloseFrames() {}

  /** The code, or 1000 if it is reserved or unassigned, such as 1005 and 1006. */
  static int code(int code) {
    boolean assigned = code >= 1000 && code <= 1014 && (code < 1004 || code > 1006);
    boolean free = code >= 3000 && code <= 4999;
    return assigned || free ? code : NORMAL;
  }

  /** As much of the reason as fits into 123 bytes of UTF-8. */
  static String reason(String reason) {
    CharBuffer fitting = CharBuffer.wrap(reason);
    StandardCharsets.UTF_8.newEncoder().encode(fitting, ByteBuffer.allocate(MAX_REASON), true);
    return reason.substring(0, fitting.position());
  }
}
