package socketio.json;

import java.io.IOException;

/** Carries a reason of our own through Jackson, which passes an IOException on as it is. */
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
