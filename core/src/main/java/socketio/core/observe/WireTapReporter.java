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
 * Passes packets to a wire tap outside the loop. Packets that it has not yet processed count for
 * the flow control of both directions, so that no queue grows without limit.
 */
final class WireTapReporter implements Observation {
  static final String REDACTED = "[redacted]";

  /** The memory that a packet takes besides its bytes. */
  private static final int OVERHEAD = 256;

  private final ListenerQueue<WireTap> queue;
  private final Parser parser;
  private final Loop loop;
  private final OutgoingGate gate;
  private final Intake intake;

  /** The size of the frames so far of a packet that is not yet complete. */
  private long receivedBytes;

  WireTapReporter(
      ListenerQueue<WireTap> queue, Parser parser, Loop loop, OutgoingGate gate, Intake intake) {
    this.queue = queue;
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
  public List<Frame> snapshot(List<Frame> frames) {
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
    gate.queuedForTap(weight);
    queue.enqueue(tap -> tap.sent(redacted(asDecodedByPeer(packet, frames))));
    queue.runAfterQueued(() -> gate.processedByTap(weight, engine));
  }

  @Override
  public void received(Frame frame, @Nullable Packet packet) {
    receivedBytes += Frames.size(frame);
    if (packet != null) {
      int weight = (int) Math.min(receivedBytes, Integer.MAX_VALUE);
      receivedBytes = 0;
      intake.received(weight);
      queue.enqueue(tap -> tap.received(redacted(packet)));
      queue.runAfterQueued(() -> intake.handled(weight));
    }
  }

  /**
   * Decodes the frames: the application may have changed its objects, and parsers convert values.
   */
  private Packet asDecodedByPeer(Packet packet, List<Frame> frames) {
    Parser.Decoder decoder = parser.newDecoder();
    Packet decoded = null;
    try {
      for (Frame frame : frames) {
        decoded = decoder.decode(frame);
      }
    } catch (DecodingException e) {
      return packet; // some parsers decode only what servers send
    }
    return decoded == null ? packet : decoded;
  }

  private static Packet redacted(Packet packet) {
    if (packet instanceof Packet.Connect connect && connect.data().size() > 0) {
      return new Packet.Connect(connect.namespace(), redacted(connect.data(), false));
    }
    if (packet instanceof Packet.ConnectError error && error.data().size() > 0) {
      return new Packet.ConnectError(error.namespace(), redacted(error.data(), true));
    }
    return packet;
  }

  /**
   * Keeps the names of the members: they are useful and not secret.
   *
   * @param keepMessage whether to keep the server's human-readable message, too
   */
  private static Args redacted(Args data, boolean keepMessage) {
    try {
      Object value = data.get(0);
      if (value instanceof Map<?, ?> members) {
        var names = new LinkedHashMap<Object, @Nullable Object>();
        members.forEach(
            (name, member) ->
                names.put(name, keepMessage && "message".equals(name) ? member : REDACTED));
        return Args.of(names);
      }
      if (keepMessage && value instanceof String) {
        return data;
      }
    } catch (DecodingException e) {
      // Redact all of it.
    }
    return Args.of(REDACTED);
  }
}
