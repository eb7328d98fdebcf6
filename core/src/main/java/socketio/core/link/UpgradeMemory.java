package socketio.core.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;

/**
 * Remembers the transport that took a connection over, to open the next one with. Confined to the
 * loop.
 */
final class UpgradeMemory {
  private @Nullable TransportKind better;

  /** The order in which to try them: what has proved itself comes first. */
  List<TransportKind> order(List<TransportKind> wanted) {
    TransportKind first = better;
    if (first == null || !wanted.contains(first)) {
      return wanted;
    }
    var order = new ArrayList<>(wanted);
    order.remove(first);
    order.add(0, first);
    return List.copyOf(order);
  }

  /** A connection was opened; if by another transport, the one remembered has failed. */
  void opened(TransportKind transport) {
    if (better != null && !transport.equals(better)) {
      better = null;
    }
  }

  void upgraded(TransportKind transport) {
    better = transport;
  }

  /** A connection could not be opened. */
  void failed() {
    better = null;
  }
}
