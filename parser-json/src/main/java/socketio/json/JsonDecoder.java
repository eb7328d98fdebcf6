package socketio.json;

import static socketio.json.PacketHeader.malformed;

import org.jspecify.annotations.Nullable;
import socketio.Args;
import socketio.DecodingException;
import socketio.spi.Frame;
import socketio.spi.Packet;
import socketio.spi.Parser;

/** The decoder of one connection: holds a packet until its attachments have arrived. */
final class JsonDecoder implements Parser.Decoder {
  private static final int NOTHING = -1;

  private final ArgumentReader reader;
  private final JsonLimits limits;
  private @Nullable PartialPacket partial;

  /** Events of one name often follow each other. */
  private String lastName = "";

  JsonDecoder(ArgumentReader reader, JsonLimits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  @Override
  public @Nullable Packet decode(Frame frame) {
    try {
      return frame instanceof Frame.Binary binary
          ? attachment(binary.data())
          : text((Frame.Text) frame);
    } catch (DecodingException e) {
      partial = null;
      throw e;
    }
  }

  private @Nullable Packet text(Frame.Text frame) {
    if (partial != null) {
      throw malformed("text arrived while " + partial.missing() + " attachments were missing");
    }
    if (frame.length() > limits.textLength()) {
      throw malformed(
          String.format(
              "its text has %d chars, more than %d (a peer that sends more needs JsonLimits)",
              frame.length(), limits.textLength()));
    }
    String text = frame.source();
    PacketHeader header = PacketHeader.parse(text, frame.start(), limits);
    int[] elements = elements(header, text);
    String name = header.type() == PacketType.EVENT ? eventName(text, elements) : "";
    if (header.attachments() == 0) {
      return packet(header, name, args(header, text, elements, ArgumentReader.NO_ATTACHMENTS));
    }
    partial = new PartialPacket(header, name, text, elements);
    return null;
  }

  private @Nullable Packet attachment(byte[] data) {
    PartialPacket packet = partial;
    if (packet == null) {
      throw malformed("an attachment arrived that belongs to no packet");
    }
    if (!packet.add(data, limits.attachmentBytes())) {
      throw malformed(
          String.format(
              "its attachments have more than %d bytes (a peer that sends more needs JsonLimits)",
              limits.attachmentBytes()));
    }
    if (packet.missing() > 0) {
      return null;
    }
    partial = null;
    return packet(
        packet.header,
        packet.name,
        args(packet.header, packet.text, packet.elements, packet.attachments));
  }

  /** The positions of the payload's values, see {@link PayloadScanner}. */
  private int[] elements(PacketHeader header, String text) {
    int start = header.end();
    int first = start < text.length() ? text.charAt(start) : NOTHING;
    PacketType type = header.type();
    return switch (type) {
      case CONNECT -> {
        if (first != NOTHING && first != '{') {
          throw malformed("the payload of its CONNECT is not an object");
        }
        yield single(text, start, first);
      }
      case CONNECT_ERROR -> {
        if (first != NOTHING && first != '{' && first != '"') {
          throw malformed("the payload of its CONNECT_ERROR is neither an object nor a string");
        }
        yield single(text, start, first);
      }
      case DISCONNECT -> {
        if (first != NOTHING) {
          throw malformed("a DISCONNECT takes no payload");
        }
        yield single(text, start, first);
      }
      case EVENT, ACK -> {
        if (first != '[') {
          throw malformed("the payload of its " + type + " is not an array");
        }
        yield PayloadScanner.array(text, start, limits.depth());
      }
    };
  }

  /** A payload of one value, or of none if the text has ended. */
  private int[] single(String text, int start, int first) {
    return switch (first) {
      case '{' -> PayloadScanner.object(text, start, limits.depth());
      case '"' -> PayloadScanner.string(text, start);
      default -> PayloadScanner.nothing();
    };
  }

  private String eventName(String text, int[] elements) {
    if (PayloadScanner.count(elements) == 0) {
      throw malformed("its event has no name");
    }
    String name =
        reader.eventName(
            text, PayloadScanner.start(elements, 0), PayloadScanner.end(elements, 0), lastName);
    if (Packet.Event.isReserved(name)) {
      throw malformed("its event has the reserved name " + name);
    }
    lastName = name;
    return name;
  }

  private Args args(PacketHeader header, String text, int[] elements, byte[][] attachments) {
    int first = header.type() == PacketType.EVENT ? 1 : 0;
    return new JsonArgs(reader, text, elements, first, attachments);
  }

  private static Packet packet(PacketHeader header, String name, Args args) {
    String namespace = header.namespace();
    return switch (header.type()) {
      case CONNECT -> new Packet.Connect(namespace, args);
      case DISCONNECT -> new Packet.Disconnect(namespace);
      case CONNECT_ERROR -> new Packet.ConnectError(namespace, args);
      case EVENT -> new Packet.Event(namespace, header.id(), name, args);
      case ACK -> new Packet.Ack(namespace, header.id(), args);
    };
  }

  /** A packet whose attachments have not all arrived. */
  private static final class PartialPacket {
    final PacketHeader header;
    final String name;
    final String text;
    final int[] elements;
    final byte[][] attachments;
    private int count;
    private long bytes;

    PartialPacket(PacketHeader header, String name, String text, int[] elements) {
      this.header = header;
      this.name = name;
      this.text = text;
      this.elements = elements;
      attachments = new byte[header.attachments()][];
    }

    /** Adds an attachment, unless that exceeds the limit. */
    boolean add(byte[] data, long maxBytes) {
      bytes += data.length;
      attachments[count++] = data;
      return bytes <= maxBytes;
    }

    int missing() {
      return attachments.length - count;
    }
  }
}
