package socketio.core.namespace;

import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.EncodingException;
import socketio.core.Frames;
import socketio.core.link.EngineLink;
import socketio.spi.Engine;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * An encoded outgoing event.
 *
 * @param link the connection for which it was encoded, or null if there was none
 */
record Outgoing(@Nullable EngineLink link, Packet.Event packet, List<Frame> frames) {
  static Outgoing encode(
      Parser parser, Snapshot now, String namespace, long id, String event, Args args) {
    var packet = new Packet.Event(namespace, id, event, args);
    Outgoing outgoing = new Outgoing(now.link(), packet, parser.encode(packet));
    outgoing.check(now.limits());
    return outgoing;
  }

  /**
   * Encodes an acknowledgement.
   *
   * @param event the name of the acknowledged event
   * @throws EncodingException if it cannot be encoded, or the server would not accept it
   */
  static List<Frame> encodeAck(
      Parser parser, Engine.Limits limits, Packet.Ack packet, String event) {
    List<Frame> frames = parser.encode(packet);
    check(frames, limits, "the acknowledgement of event", event);
    return frames;
  }

  long id() {
    return packet.id();
  }

  String event() {
    return packet.name();
  }

  Args args() {
    return packet.args();
  }

  /**
   * Checks an event's size.
   *
   * @throws EncodingException if the server would not accept it
   */
  void check(Engine.Limits limits) {
    check(frames, limits, "event", event());
  }

  /** Returns the event without its arguments and frames, to free memory after it was sent. */
  Outgoing withoutContent() {
    return new Outgoing(
        link,
        new Packet.Event(packet.namespace(), packet.id(), packet.name(), Args.of()),
        List.of());
  }

  /** Returns the approximate size of the frames, in bytes. */
  long bytes() {
    return Frames.size(frames);
  }

  /** Returns a copy for the engine, which takes ownership, so that the event can be sent again. */
  List<Frame> copyOfFrames() {
    return Frames.copy(frames);
  }

  private static void check(List<Frame> frames, Engine.Limits limits, String what, String event) {
    for (Frame frame : frames) {
      if (frame instanceof Frame.Binary binary) {
        String part = frames.size() == 1 ? "the packet" : "an attachment";
        check(binary.data().length, limits.binary(), what, event, part);
      } else if (frame instanceof Frame.Text text && text.length() > limits.text() / 3) {
        // A char takes at most three bytes in UTF-8, so most texts need not be measured.
        check(Frames.utf8Length(text), limits.text(), what, event, "the text");
      }
    }
  }

  private static void check(long size, long limit, String what, String event, String part) {
    if (size > limit) {
      throw new EncodingException(
          String.format(
              "%s '%s' was not sent: %s has %,d bytes, but this connection allows at most %,d per"
                  + " message (the server's maxPayload, which its maxHttpBufferSize sets, or the"
                  + " transport's limit)",
              what, event, part, size, limit));
    }
  }
}
