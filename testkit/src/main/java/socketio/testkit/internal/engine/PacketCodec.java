package socketio.testkit.internal.engine;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import socketio.spi.Frame;

/** Packets and payloads on the wire (protocol: Packet encoding). */
final class PacketCodec {
  static final Frame CLOSE = new Frame.Text("1");
  static final Frame PING = new Frame.Text("2");
  static final Frame PONG_PROBE = new Frame.Text("3probe");
  static final Frame NOOP = new Frame.Text("6");

  private static final char SEPARATOR = '\u001e';

  private PacketCodec() {}

  /** The kind of a packet from the client. */
  enum Kind {
    OPEN,
    CLOSE,
    PING,
    PONG,
    MESSAGE,
    UPGRADE,
    NOOP
  }

  /** The kind of a packet, or null if it is not a valid packet. */
  static @Nullable Kind kind(Frame packet) {
    if (!(packet instanceof Frame.Text text)) {
      return Kind.MESSAGE;
    }
    int type = text.data().isEmpty() ? -1 : text.data().charAt(0) - '0';
    return type < 0 || type > 6 ? null : Kind.values()[type];
  }

  /** The content of a message packet. */
  static Frame content(Frame packet) {
    return packet instanceof Frame.Text text ? new Frame.Text(text.data().substring(1)) : packet;
  }

  /** The packet for a message. */
  static Frame message(Frame content) {
    return content instanceof Frame.Text text ? new Frame.Text("4" + text.data()) : content;
  }

  /** Splits the body of a POST into packets; null if it is malformed. */
  static @Nullable List<Frame> decodePayload(byte[] body) {
    String payload;
    try {
      payload = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
    var packets = new ArrayList<Frame>();
    int start = 0;
    while (true) {
      int end = payload.indexOf(SEPARATOR, start);
      Frame packet = decode(payload.substring(start, end < 0 ? payload.length() : end));
      if (packet == null) {
        return null;
      }
      packets.add(packet);
      if (end < 0) {
        return packets;
      }
      start = end + 1;
    }
  }

  private static @Nullable Frame decode(String packet) {
    if (packet.startsWith("b")) {
      try {
        // The official Java client adds line breaks, and the reference server accepts them.
        return new Frame.Binary(Base64.getDecoder().decode(packet.substring(1).replace("\n", "")));
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    Frame text = new Frame.Text(packet);
    return kind(text) == null ? null : text;
  }

  /** Appends a packet to the body of a poll response. */
  static void appendTo(StringBuilder payload, Frame packet) {
    if (payload.length() > 0) {
      payload.append(SEPARATOR);
    }
    if (packet instanceof Frame.Text text) {
      payload.append(text.data());
    } else if (packet instanceof Frame.Binary binary) {
      payload.append('b').append(Base64.getEncoder().encodeToString(binary.data()));
    }
  }
}
