package socketio.msgpack;

import org.jspecify.annotations.Nullable;

/** Detects whether Jackson's MessagePack binding is present. */
final class OptionalJackson {
  private OptionalJackson() {}

  /** A codec with Jackson, or null. */
  static @Nullable ObjectCodec find() {
    try {
      return JacksonCodec.create();
    } catch (LinkageError e) {
      return null; // the binding or Jackson itself is missing
    }
  }
}
