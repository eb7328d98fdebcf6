package socketio.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.EncodingException;
import socketio.spi.Engine;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/**
 * An encoded event on its way to the loop.
 *
 * @param link the connection that it was encoded for, or null if there was none
 */
record Outgoing(@Nullable Link link, Packet.Event packet, List<Frame> frames) {
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
   * @param event what is acknowledged
   * @throws EncodingException if it cannot be encoded, or the server would not accept it
   */
  static List<Frame> acknowledge(
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

  /** What is left to know of it when it was sent. */
  Outgoing withoutContent() {
    return new Outgoing(
        link,
        new Packet.Event(packet.namespace(), packet.id(), packet.name(), Args.of()),
        List.of());
  }

  /** About how many bytes the frames have. */
  long bytes() {
    long bytes = 0;
    for (Frame frame : frames) {
      bytes += Link.size(frame);
    }
    return bytes;
  }

  /** Frames to be given away while others of the same content are kept. */
  List<Frame> copyOfFrames() {
    return copy(frames);
  }

  /** The same content in arrays of its own. */
  static List<Frame> copy(List<Frame> frames) {
    List<Frame> copy = new ArrayList<>(frames.size());
    for (Frame frame : frames) {
      copy.add(
          frame instanceof Frame.Binary binary ? new Frame.Binary(binary.data().clone()) : frame);
    }
    return copy;
  }

  private static void check(List<Frame> frames, Engine.Limits limits, String what, String event) {
    for (Frame frame : frames) {
      if (frame instanceof Frame.Binary binary) {
        String part = frames.size() == 1 ? "the packet" : "an attachment";
        check(binary.data().length, limits.binary(), what, event, part);
      } else if (frame instanceof Frame.Text text && text.length() > limits.text() / 3) {
        // A char takes at most three bytes, so that most texts need not be measured.
        check(utf8Length(text), limits.text(), what, event, "the text");
      }
    }
  }

  private static void check(long size, long limit, String what, String event, String part) {
    if (size > limit) {
      throw new EncodingException(
          String.format(
              "%s '%s' was not sent: %s has %,d bytes, but one message may have %,d at most on this"
                  + " connection (the server's maxPayload, set by maxHttpBufferSize there, or the"
                  + " limit of the transport)",
              what, event, part, size, limit));
    }
  }

  /** How many bytes a frame has, a text as UTF-8. */
  static long bytes(Frame frame) {
    return frame instanceof Frame.Binary binary
        ? binary.data().length
        : utf8Length((Frame.Text) frame);
  }

  static long utf8Length(Frame.Text text) {
    long length = text.length();
    String source = text.source();
    for (int i = text.start(); i < source.length(); i++) {
      char c = source.charAt(i);
      if (c >= 0x800) {
        // A surrogate is half of four bytes; a lone one is replaced by one byte or three.
        length += Character.isSurrogate(c) ? 1 : 2;
      } else if (c >= 0x80) {
        length++;
      }
    }
    return length;
  }
}
