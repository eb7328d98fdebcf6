package socketio.examples.jdk;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** Makes of any close code and reason one that the JDK sends. */
final class CloseFrames {
  private static final int NORMAL = 1000;
  private static final int MAX_REASON = 123; // RFC 6455, 5.5.1

  private CloseFrames() {}

  /** The code, or 1000 where it is reserved, unassigned, or not for clients. */
  static int code(int code) {
    boolean allowed = code == 1001 || code == 1008 || code == 1011;
    boolean free = code >= 3000 && code <= 4999;
    return allowed || free ? code : NORMAL;
  }

  /** As much of the reason as fits. */
  static String reason(String reason) {
    var fitting = CharBuffer.wrap(reason);
    StandardCharsets.UTF_8.newEncoder().encode(fitting, ByteBuffer.allocate(MAX_REASON), true);
    return reason.substring(0, fitting.position());
  }
}
