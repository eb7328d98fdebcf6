package socketio.msgpack;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Why a value cannot be written or read, and where in it. Never quotes a value. The cause, if any,
 * is what the application's own code threw.
 */
final class PacketFault extends IOException {
  private static final long serialVersionUID = 1L;

  private final StringBuilder path = new StringBuilder();
  private final String text;

  PacketFault(String text) {
    this(text, null);
  }

  PacketFault(String text, @Nullable Throwable cause) {
    super(text, cause);
    this.text = text;
  }

  /** It happened in this element of an array. */
  PacketFault at(int index) {
    path.insert(0, "[" + index + "]");
    return this;
  }

  /** It happened in this component of a record. */
  PacketFault at(String component) {
    path.insert(0, "." + component);
    return this;
  }

  /** It happened in a value of a map; the key is data. */
  PacketFault atKey() {
    path.insert(0, "[key]");
    return this;
  }

  String reason() {
    return path.isEmpty() ? text : "at " + path + ": " + text;
  }
}
