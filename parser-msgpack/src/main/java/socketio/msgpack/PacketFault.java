package socketio.msgpack;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reports why a value cannot be written or read, and where in it. Never quotes a value. The cause,
 * if any, was thrown by the application's own code.
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

  /** Adds that it happened in this element of an array. */
  PacketFault at(int index) {
    path.insert(0, "[" + index + "]");
    return this;
  }

  /** Adds that it happened in this component of a record. */
  PacketFault at(String component) {
    path.insert(0, "." + component);
    return this;
  }

  /** Adds that it happened in a value of a map; the key is data. */
  PacketFault atKey() {
    path.insert(0, "[key]");
    return this;
  }

  String reason() {
    return path.isEmpty() ? text : "at " + path + ": " + text;
  }
}
