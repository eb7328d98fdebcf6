package socketio.msgpack;

import org.jspecify.annotations.Nullable;

/** Finds out whether Jackson's binding of MessagePack is there. */
final class OptionalJackson {
  private OptionalJackson() {}

  /** A codec by Jackson, or null. */
  static @Nullable ObjectCodec find() {
    try {
      return JacksonCodec.create();
    } catch (LinkageError e) {
      return null; // the binding or Jackson itself is not there
    }
  }
}
