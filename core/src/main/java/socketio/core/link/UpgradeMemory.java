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
  private @Nullable TransportKind preferred;

  /** The order in which to try them: what has proved itself comes first. */
  List<TransportKind> order(List<TransportKind> wanted) {
    TransportKind first = preferred;
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
    if (preferred != null && !transport.equals(preferred)) {
      preferred = null;
    }
  }

  void upgraded(TransportKind transport) {
    preferred = transport;
  }

  /** A connection could not be opened. */
  void failed() {
    preferred = null;
  }
}
