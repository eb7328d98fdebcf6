package socketio.core.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.TransportKind;

/**
 * Remembers the transport of the last successful upgrade, so that the next connection opens with
 * it. Confined to the loop.
 */
final class UpgradeMemory {
  private @Nullable TransportKind preferred;

  /** Returns the order in which to try the transports: the remembered one first. */
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

  /** A connection was opened; if with another transport, the remembered one has failed. */
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
