package socketio.core.doubles;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DecodingException;
import socketio.EncodingException;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * Carries packets as they are: a text frame names the packet, followed by its String arguments, so
 * that size matters; {@code byte[]} arguments are attachments.
 */
public final class ReferenceParser implements Parser {
  /** An argument that cannot be encoded. */
  public static final Object UNENCODABLE = new Object();

  /** A frame that cannot be decoded. */
  public static final Frame GARBAGE = new Frame.Text("garbage");

  private final Map<String, Packet> packets = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();

  @Override
  public List<Frame> encode(Packet packet) {
    var text = new StringBuilder();
    var frames = new ArrayList<Frame>();
    for (Object value : argsOf(packet).toList()) {
      if (value == UNENCODABLE) {
        throw new EncodingException("an argument cannot be encoded");
      } else if (value instanceof byte[] attachment) {
        frames.add(new Frame.Binary(attachment));
      } else if (value instanceof String string) {
        text.append(string);
      }
    }
    String name = count.incrementAndGet() + "-" + frames.size();
    packets.put(name, packet);
    frames.add(0, new Frame.Text(name + ":" + text));
    return frames;
  }

  private static Args argsOf(Packet packet) {
    if (packet instanceof Packet.Event event) {
      return event.args();
    }
    if (packet instanceof Packet.Ack ack) {
      return ack.args();
    }
    return packet instanceof Packet.Connect connect ? connect.data() : Args.of();
  }

  @Override
  public Decoder newDecoder() {
    return new ReferenceDecoder();
  }

  private final class ReferenceDecoder implements Decoder {
    private @Nullable Packet pending;
    private int missing;

    @Override
    public @Nullable Packet decode(Frame frame) {
      if (frame instanceof Frame.Text text) {
        String name = text.data().substring(0, Math.max(0, text.data().indexOf(':')));
        pending = packets.get(name);
        if (pending == null) {
          throw new DecodingException("not a packet");
        }
        missing = Integer.parseInt(name.substring(name.indexOf('-') + 1));
      } else {
        missing--;
      }
      return missing == 0 ? pending : null;
    }
  }
}
