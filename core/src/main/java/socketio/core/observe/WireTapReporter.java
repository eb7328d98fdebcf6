package socketio.core.observe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DecodingException;
import socketio.core.Frames;
import socketio.core.runtime.Intake;
import socketio.core.runtime.Observation;
import socketio.core.runtime.OutgoingGate;
import socketio.spi.Engine;
import socketio.spi.EngineConfig;
import socketio.spi.Frame;
import socketio.spi.Loop;
import socketio.spi.Packet;
import socketio.spi.Parser;
import socketio.spi.WireTap;

/**
 * Shows packets to a wire tap, outside of the loop. What it has not seen yet holds emitters and the
 * server back, so that no queue grows without end.
 */
final class WireTapReporter implements Observation {
  static final String REDACTED = "[redacted]";

  /** What a packet takes in memory beside its bytes. */
  private static final int OVERHEAD = 256;

  private final ListenerQueue<WireTap> tap;
  private final Parser parser;
  private final Loop loop;
  private final OutgoingGate gate;
  private final Intake intake;

  /** The bytes of the frames of a packet that is not yet complete. */
  private long receivedBytes;

  WireTapReporter(
      ListenerQueue<WireTap> tap, Parser parser, Loop loop, OutgoingGate gate, Intake intake) {
    this.tap = tap;
    this.parser = parser;
    this.loop = loop;
    this.gate = gate;
    this.intake = intake;
  }

  @Override
  public void opening(EngineConfig config) {
    receivedBytes = 0;
  }

  @Override
  public List<Frame> keep(List<Frame> frames) {
    return Frames.copy(frames);
  }

  @Override
  public void sent(Packet packet, List<Frame> frames, Engine engine) {
    assert loop.inLoop();
    long bytes = OVERHEAD;
    for (Frame frame : frames) {
      bytes += Frames.size(frame);
    }
    long weight = bytes;
    gate.tapped(weight);
    tap.tell(to -> to.sent(redacted(asSeenByThePeer(packet, frames))));
    tap.afterwards(() -> gate.seen(weight, engine));
  }

  @Override
  public void received(Frame frame, @Nullable Packet packet) {
    receivedBytes += Frames.size(frame);
    if (packet != null) {
      int weight = (int) Math.min(receivedBytes, Integer.MAX_VALUE);
      receivedBytes = 0;
      intake.received(weight);
      tap.tell(to -> to.received(redacted(packet)));
      tap.afterwards(() -> intake.handled(weight));
    }
  }

  /** The application may have changed its objects by now, and parsers have forms of their own. */
  private Packet asSeenByThePeer(Packet packet, List<Frame> frames) {
    Parser.Decoder decoder = parser.newDecoder();
    Packet decoded = null;
    try {
      for (Frame frame : frames) {
        decoded = decoder.decode(frame);
      }
    } catch (DecodingException e) {
      return packet; // some parsers read only what servers send
    }
    return decoded == null ? packet : decoded;
  }

  private static Packet redacted(Packet packet) {
    if (packet instanceof Packet.Connect connect && connect.data().size() > 0) {
      return new Packet.Connect(connect.namespace(), redacted(connect.data(), false));
    }
    if (packet instanceof Packet.ConnectError refusal && refusal.data().size() > 0) {
      return new Packet.ConnectError(refusal.namespace(), redacted(refusal.data(), true));
    }
    return packet;
  }

  /**
   * The names of the members stay: they are of use, and no secret.
   *
   * @param message whether what a server says for people to read stays, too
   */
  private static Args redacted(Args data, boolean message) {
    try {
      Object value = data.get(0);
      if (value instanceof Map<?, ?> members) {
        var names = new LinkedHashMap<Object, @Nullable Object>();
        members.forEach(
            (name, member) ->
                names.put(name, message && "message".equals(name) ? member : REDACTED));
        return Args.of(names);
      }
      if (message && value instanceof String) {
        return data;
      }
    } catch (DecodingException e) {
      // Nobody will read it.
    }
    return Args.of(REDACTED);
  }
}
