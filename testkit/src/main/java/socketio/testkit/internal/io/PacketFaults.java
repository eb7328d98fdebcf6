package socketio.testkit.internal.io;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import socketio.spi.Frame;
import socketio.testkit.Fault;
import socketio.testkit.internal.ServerHost;
import socketio.testkit.internal.engine.EngineSession;

/** The faults of Socket.IO packets on one connection. Confined to the loop. */
final class PacketFaults {
  private static final Pattern ATTACHMENT_COUNT = Pattern.compile("^([56])\\d+-");

  private final ServerHost host;
  private final EngineSession session;

  PacketFaults(ServerHost host, EngineSession session) {
    this.host = host;
    this.session = session;
  }

  /** The frames actually sent for a packet. */
  List<Frame> apply(List<Frame> packet) {
    if (packet.size() < 2) {
      return packet;
    }
    if (strikes(Fault.HalfBinaryEvent.class)) {
      return packet.subList(0, packet.size() - 1);
    }
    if (packet.get(0) instanceof Frame.Text text) {
      Matcher count = ATTACHMENT_COUNT.matcher(text.data());
      if (count.find()) {
        var fault = host.core().faults().take(Fault.WrongAttachmentCount.class, session.phase());
        if (fault != null) {
          var mangled = new ArrayList<>(packet);
          mangled.set(0, new Frame.Text(count.replaceFirst("$1" + fault.announced() + "-")));
          return mangled;
        }
      }
    }
    return packet;
  }

  boolean duplicatesAck() {
    return strikes(Fault.DuplicateAck.class);
  }

  private boolean strikes(Class<? extends Fault> kind) {
    return host.core().faults().take(kind, session.phase()) != null;
  }
}
