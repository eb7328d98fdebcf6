package socketio.json;

import java.io.IOException;

/** Carries our own reason through Jackson, which rethrows an IOException unchanged. */
final class PacketFault extends IOException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  PacketFault(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
