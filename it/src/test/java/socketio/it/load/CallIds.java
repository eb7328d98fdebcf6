package socketio.it.load;

import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import socketio.json.JsonPacketParser;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** A server's JSON parser that records call ids which occur twice on a connection. */
final class CallIds implements Parser {
  private final Parser json = JsonPacketParser.create();
  private final Queue<Long> repeated = new ConcurrentLinkedQueue<>();

  /** The ids that occurred twice on a connection. */
  List<Long> repeated() {
    return List.copyOf(repeated);
  }

  @Override
  public List<Frame> encode(Packet packet) {
    return json.encode(packet);
  }

  /** There is one for each connection. */
  @Override
  public Decoder newDecoder() {
    Decoder decoder = json.newDecoder();
    var seen = new BitSet();
    return frame -> {
      Packet packet = decoder.decode(frame);
      if (packet instanceof Packet.Event event && event.id() != Packet.Event.NO_ID) {
        int id = Math.toIntExact(event.id());
        if (seen.get(id)) {
          repeated.add(event.id());
        }
        seen.set(id);
      }
      return packet;
    };
  }
}
