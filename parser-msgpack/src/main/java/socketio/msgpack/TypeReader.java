package socketio.msgpack;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads values of one type. Thread-safe. */
interface TypeReader {
  /**
   * Reads the next value, which is not null.
   *
   * @throws PacketFault if it is not of this type
   */
  @Nullable Object read(ValueSource source) throws IOException;

  /** The value for null inside a container or a record. */
  default @Nullable Object ofNull() {
    return null;
  }

  /** Reads the next value, which may be null. */
  default @Nullable Object readOrNull(ValueSource source) throws IOException {
    return source.skipNull() ? ofNull() : read(source);
  }
}
